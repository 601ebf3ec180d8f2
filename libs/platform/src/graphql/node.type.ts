import { Field, ID, InterfaceType } from '@nestjs/graphql';

@InterfaceType('Node', { description: "Anything that has an opaque, global id (Relay's Node)." })
export abstract class NodeType {
  @Field(() => ID, { description: 'Opaque and global; `name` is the stable key.' })
  id!: string;
}
