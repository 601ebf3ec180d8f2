import { Field, InputType, Int } from '@nestjs/graphql';

@InputType({ description: 'What a consumer asks for.' })
export class RequestAccessInput {
  @Field({ description: 'catalog.schema.table of a gold output port.' })
  relation!: string;

  @Field({ description: 'What it is for; the owner decides by it.' })
  reason!: string;

  @Field(() => Int, { nullable: true, description: 'From 1 to 365; 30 where it is not said.' })
  durationDays?: number | null;

  @Field(() => [String], { nullable: true, description: 'Only these columns; all where it is not said.' })
  columns?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The same key twice makes one request.' })
  idempotencyKey?: string | null;
}
