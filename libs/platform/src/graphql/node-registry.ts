import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { CurrentPrincipal } from '../auth/current-principal.js';
import type { Principal } from '../auth/principal.js';
import { parseGlobalId } from './global-id.js';
import { NodeType } from './node.type.js';

/** Loads one node for somebody; null where there is none or they may not know of it. Returns an instance of its GraphQL class. */
export type NodeLoader = (id: string, principal: Principal) => Promise<NodeType | null>;

/** Which lib loads which type of node: each registers its own when its module starts. */
export class NodeRegistry {
  private readonly loaders = new Map<string, NodeLoader>();

  register(type: string, load: NodeLoader): void {
    this.loaders.set(type, load);
  }

  async load(globalId: string, principal: Principal): Promise<NodeType | null> {
    const parsed = parseGlobalId(globalId);
    const loader = parsed && this.loaders.get(parsed.type);
    return loader ? loader(parsed.id, principal) : null;
  }
}

@Resolver()
export class NodeResolver {
  constructor(private readonly registry: NodeRegistry) {}

  @Query(() => NodeType, {
    nullable: true,
    description: 'Any node by its opaque id; null where there is none or you may not know of it.',
  })
  node(@Args('id', { type: () => ID }) id: string, @CurrentPrincipal() principal: Principal): Promise<NodeType | null> {
    return this.registry.load(id, principal);
  }
}
