import { type Clock, err, isId, type Result } from '@weft/kernel';
import type { AuditWriter } from '@weft/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { type AccessRefusal, refuse } from '../domain/access-refusal.js';
import type { AccessRequest } from '../domain/access-request.js';
import { approveRequest, cancelRequest, type DecisionInput, denyRequest } from '../domain/decision-rules.js';
import type { PortDirectory } from '../domain/port-directory.port.js';
import type { RequestRecord } from '../domain/request-record.js';
import { checkLayer } from '../domain/request-rules.js';
import { canSeeRequest, type Viewer } from '../domain/visibility.js';
import { AccessRepository } from '../store/access.repository.js';
import { type DecisionAction, settleDecision } from './settle-decision.js';

/** What every decision on access needs. */
export interface DecisionUses {
  readonly dataSource: DataSource;
  readonly ports: PortDirectory;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  /** Called after a change of rights is through, so that the policy of this process knows it at once. */
  readonly onRightsChanged: () => Promise<void>;
}

export interface DecideRequest {
  readonly id: string;
  readonly durationDays?: number | null;
  readonly comment?: string | null;
}

type Answer = Result<RequestRecord, AccessRefusal>;
type Rule = (request: AccessRequest, decision: DecisionInput) => Result<AccessRequest, AccessRefusal>;

/** Decisions on one request: approved, denied, withdrawn. Nothing of a decision is there without its audit. */
export class DecideAccessService {
  constructor(private readonly use: DecisionUses) {}

  async approve(decider: Viewer, input: DecideRequest): Promise<Answer> {
    const durationDays = input.durationDays ?? null;
    const answer = await this.decide(decider, input, 'access:approve', (request, decision) =>
      approveRequest(request, { ...decision, durationDays }),
    );
    if (answer.ok) await this.use.onRightsChanged();
    return answer;
  }

  deny(decider: Viewer, input: DecideRequest): Promise<Answer> {
    return this.decide(decider, input, 'access:deny', denyRequest);
  }

  cancel(asker: Viewer, id: string): Promise<Answer> {
    return this.decide(asker, { id }, 'access:cancel', (request, { decider, now }) => cancelRequest(request, decider.name, now));
  }

  private async decide(decider: Viewer, input: DecideRequest, action: DecisionAction, rule: Rule): Promise<Answer> {
    if (!isId(input.id)) return err(noSuchRequest());
    const answer = await this.use.dataSource.transaction((manager) => this.decideWithin(manager, decider, input, action, rule));
    if (!answer.ok) await auditRefusal(this.use, decider, action, input.id, answer.error);
    return answer;
  }

  private async decideWithin(
    manager: EntityManager,
    decider: Viewer,
    input: DecideRequest,
    action: DecisionAction,
    rule: Rule,
  ): Promise<Answer> {
    const request = await this.lockRequest(manager, input.id);
    const ownerTeam = request && (await this.use.ports.findOwnerOfDomain(request.domain));
    if (!request || !canSeeRequest(decider, request, ownerTeam)) return err(noSuchRequest());
    const now = this.use.clock.now();
    const decided = rule(request, { decider, ownerTeam, now, comment: input.comment ?? null });
    if (!decided.ok) return decided;
    const refusal = action === 'access:approve' ? await this.checkPort(request) : null;
    if (refusal) return err(refusal);
    return settleDecision(manager, this.use.audit, { ...request, ...decided.value }, { action, by: decider.name, now });
  }

  private async lockRequest(manager: EntityManager, id: string): Promise<RequestRecord | null> {
    const store = new AccessRepository(manager);
    const request = await store.findRequest(id);
    if (!request) return null;
    await store.lock(request.principal, request.portName);
    return store.findRequest(id);
  }

  /** The port may have gone, or lost its layer, since it was asked for. */
  private async checkPort({ relation, portName }: RequestRecord): Promise<AccessRefusal | null> {
    const port = await this.use.ports.findPort(relation);
    if (port?.name === portName) return checkLayer(port);
    return refuse('conflict', 'ACCESS_PORT_GONE', `${relation} is no longer offered by ${portName}.`, 'Deny the request.');
  }
}

/** A request that is missing and one that is somebody else's look alike. */
export function noSuchRequest(): AccessRefusal {
  return refuse('notFound', 'ACCESS_NO_REQUEST', 'There is no such request.', 'See yours with: npx weft requests');
}

/** Keeps who tried to decide what they may not; a mistake in the input is nobody's business. */
export async function auditRefusal(
  { dataSource, audit }: Pick<DecisionUses, 'dataSource' | 'audit'>,
  by: Viewer,
  action: DecisionAction,
  target: string,
  refusal: AccessRefusal,
): Promise<void> {
  if (refusal.kind !== 'forbidden' && refusal.kind !== 'notFound') return;
  const event = { principal: by.name, action, target, outcome: 'DENY', reasonCode: refusal.code, details: {} } as const;
  await audit.append(dataSource.manager, event);
}
