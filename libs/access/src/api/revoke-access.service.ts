import { err, parseRelationName, relationKey, type Result } from '@weft/kernel';
import type { EntityManager } from 'typeorm';
import { type AccessRefusal, refuse } from '../domain/access-refusal.js';
import { isActive } from '../domain/access-status.js';
import { revokeRequest } from '../domain/decision-rules.js';
import type { RequestRecord } from '../domain/request-record.js';
import { canSeeRequest, type Viewer } from '../domain/visibility.js';
import { AccessRepository } from '../store/access.repository.js';
import { auditRefusal, type DecisionUses } from './decide-access.service.js';
import { settleDecision } from './settle-decision.js';

export interface RevokeAccess {
  readonly principal: string;
  readonly relation: string;
  readonly comment?: string | null;
}

/** Ends every active right of a principal on a relation, in one transaction with its audit. */
export class RevokeAccessService {
  constructor(private readonly use: DecisionUses) {}

  /** The request whose right ended; the last approved one where there were several. */
  async revoke(decider: Viewer, input: RevokeAccess): Promise<Result<RequestRecord, AccessRefusal>> {
    const relation = parseRelationName(input.relation);
    if (!relation.ok) return err(refuse('validation', 'ACCESS_RELATION', `${relation.error}.`));
    const target = { ...input, relation: relationKey(relation.value) };
    const answer = await this.use.dataSource.transaction((manager) => this.revokeWithin(manager, decider, target));
    if (answer.ok) await this.use.onRightsChanged();
    else await auditRefusal(this.use, decider, 'access:revoke', target.relation, answer.error);
    return answer;
  }

  private async revokeWithin(manager: EntityManager, decider: Viewer, input: RevokeAccess) {
    const now = this.use.clock.now();
    const active = await this.lockActive(manager, input, now);
    let last: Result<RequestRecord, AccessRefusal> = err(noActiveRight(input));
    for (const request of active) {
      const ownerTeam = await this.use.ports.findOwnerOfDomain(request.domain);
      if (!canSeeRequest(decider, request, ownerTeam)) continue;
      const revoked = revokeRequest(request, { decider, ownerTeam, now, comment: input.comment ?? null });
      if (!revoked.ok) return revoked;
      const settlement = { action: 'access:revoke', by: decider.name, now } as const;
      last = await settleDecision(manager, this.use.audit, { ...request, ...revoked.value }, settlement);
    }
    return last;
  }

  private async lockActive(manager: EntityManager, { principal, relation }: RevokeAccess, now: Date): Promise<RequestRecord[]> {
    const store = new AccessRepository(manager);
    const portNames = new Set((await store.requestsFor(principal, relation)).map(({ portName }) => portName));
    for (const portName of [...portNames].sort()) await store.lock(principal, portName);
    return (await store.requestsFor(principal, relation)).filter((request) => isActive(request, now));
  }
}

function noActiveRight({ principal, relation }: RevokeAccess): AccessRefusal {
  return refuse('notFound', 'ACCESS_NOT_ACTIVE', `${principal} has no active right on ${relation}.`);
}
