import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { parseGlobalId, CurrentPrincipal, type Principal } from '@weft/platform';
import type { Result } from '@weft/kernel';
import type { AccessRefusal } from '../domain/access-refusal.js';
import type { RequestRecord } from '../domain/request-record.js';
import {
  DecideAccessRequestPayload,
  DecideAccessRequestResult,
  expectedErrorOf,
  RequestAccessPayload,
  RequestAccessResult,
} from './access.payloads.type.js';
import { AccessRequestType } from './access-request.type.js';
import {
  ApproveAccessRequestInput,
  CancelAccessRequestInput,
  DenyAccessRequestInput,
  RevokeAccessInput,
} from './decide-access.input.js';
import { DecideAccessService } from './decide-access.service.js';
import { RequestAccessInput } from './request-access.input.js';
import { RequestAccessService } from './request-access.service.js';
import { RevokeAccessService } from './revoke-access.service.js';

/** What can be done about access over GraphQL; who may do it is decided by the services. */
@Resolver()
export class AccessMutationResolver {
  constructor(
    private readonly requests: RequestAccessService,
    private readonly decisions: DecideAccessService,
    private readonly revocations: RevokeAccessService,
  ) {}

  @Mutation(() => RequestAccessPayload, { description: 'Asks for a gold output port.' })
  async requestAccess(
    @CurrentPrincipal() asker: Principal,
    @Args('input') input: RequestAccessInput,
  ): Promise<typeof RequestAccessPayload> {
    const answer = await this.requests.request(asker, input);
    return answer.ok ? RequestAccessResult.of(AccessRequestType.of(answer.value)) : expectedErrorOf(answer.error);
  }

  @Mutation(() => DecideAccessRequestPayload, { description: "For members of the owner team of the port's domain." })
  async approveAccessRequest(@CurrentPrincipal() decider: Principal, @Args('input') input: ApproveAccessRequestInput) {
    return payloadOf(await this.decisions.approve(decider, { ...input, id: rowId(input.id) }));
  }

  @Mutation(() => DecideAccessRequestPayload, { description: "For members of the owner team of the port's domain." })
  async denyAccessRequest(@CurrentPrincipal() decider: Principal, @Args('input') input: DenyAccessRequestInput) {
    return payloadOf(await this.decisions.deny(decider, { ...input, id: rowId(input.id) }));
  }

  @Mutation(() => DecideAccessRequestPayload, { description: 'For the one who asked.' })
  async cancelAccessRequest(@CurrentPrincipal() asker: Principal, @Args('input') input: CancelAccessRequestInput) {
    return payloadOf(await this.decisions.cancel(asker, rowId(input.id)));
  }

  @Mutation(() => DecideAccessRequestPayload, {
    description: "Ends a principal's right on a relation at once. For members of the owner team of the port's domain.",
  })
  async revokeAccess(@CurrentPrincipal() decider: Principal, @Args('input') input: RevokeAccessInput) {
    return payloadOf(await this.revocations.revoke(decider, input));
  }
}

function payloadOf(answer: Result<RequestRecord, AccessRefusal>): typeof DecideAccessRequestPayload {
  return answer.ok ? DecideAccessRequestResult.of(AccessRequestType.of(answer.value)) : expectedErrorOf(answer.error);
}

/** A text that is no request's id becomes one that no request has. */
function rowId(globalId: string): string {
  return parseGlobalId(globalId, 'AccessRequest')?.id ?? '';
}
