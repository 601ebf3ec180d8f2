import { Args, ArgsType, Field, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { CurrentPrincipal, PageArgs, type Principal } from '@weft/platform';
import { AccessRequestFilterName, RequestDecisionName } from './access.enums.js';
import { AccessRequestConnection, AccessRequestType } from './access-request.type.js';
import { AuditEventConnection, AuditEventType } from './audit-event.type.js';
import { ExplainAccessService } from './explain-access.service.js';
import { ListAuditService } from './list-audit.service.js';
import { ListRequestsService } from './list-requests.service.js';

registerEnumType(AccessRequestFilterName, { name: 'AccessRequestFilter', description: 'Whose requests are listed.' });

@ArgsType()
export class AccessRequestsArgs extends PageArgs {
  @Field(() => AccessRequestFilterName, { nullable: true, description: 'MINE where it is not said.' })
  filter?: AccessRequestFilterName | null;

  @Field(() => RequestDecisionName, { nullable: true })
  status?: RequestDecisionName | null;
}

@ArgsType()
export class AuditEventsArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  principal?: string | null;

  @Field(() => String, { nullable: true, description: 'Such as access:approve or query:execute.' })
  action?: string | null;
}

@ObjectType('Decision', { description: 'Why a principal may or may not read a relation.' })
export class DecisionType {
  @Field()
  allow!: boolean;

  @Field({ description: 'Stable, such as GRANTED, OWN_DOMAIN, NO_GRANT, NOT_GOLD.' })
  reasonCode!: string;

  @Field()
  reason!: string;

  @Field(() => String, { nullable: true })
  nextStep!: string | null;

  @Field(() => String, { nullable: true, description: 'The grant that decided.' })
  grantId!: string | null;
}

/** What can be asked about access over GraphQL; who sees what is decided by the services. */
@Resolver()
export class AccessQueryResolver {
  constructor(
    private readonly requests: ListRequestsService,
    private readonly explanations: ExplainAccessService,
    private readonly audit: ListAuditService,
  ) {}

  @Query(() => AccessRequestConnection, { description: 'Requests, newest first: those that one may see and no other.' })
  async accessRequests(@CurrentPrincipal() viewer: Principal, @Args() { filter, status, ...page }: AccessRequestsArgs) {
    const found = await this.requests.list(viewer, { filter: filter ?? 'MINE', decision: status ?? null }, page);
    return { ...found, edges: found.edges.map(({ cursor, node }) => ({ cursor, node: AccessRequestType.of(node) })) };
  }

  @Query(() => DecisionType, {
    description: "Why one, or as an owner somebody else, may or may not read a relation. It is the engine's own answer.",
  })
  explainAccess(
    @CurrentPrincipal() viewer: Principal,
    @Args('relation') relation: string,
    @Args('principal', { type: () => String, nullable: true }) principal?: string | null,
  ): Promise<DecisionType> {
    return this.explanations.explain(viewer, relation, principal ?? viewer.name);
  }

  @Query(() => AuditEventConnection, { description: 'The audit, newest first. For the platform team.' })
  async auditEvents(@CurrentPrincipal() viewer: Principal, @Args() { principal, action, ...page }: AuditEventsArgs) {
    const found = await this.audit.list(viewer, { principal: principal ?? null, action: action ?? null }, page);
    return { ...found, edges: found.edges.map(({ cursor, node }) => ({ cursor, node: AuditEventType.of(node) })) };
  }
}
