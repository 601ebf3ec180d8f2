import { ok, type Result } from '@weft/kernel';
import type { AuditWriter } from '@weft/platform';
import type { EntityManager } from 'typeorm';
import type { AccessRefusal } from '../domain/access-refusal.js';
import type { RequestRecord } from '../domain/request-record.js';
import { AccessRepository } from '../store/access.repository.js';

export type DecisionAction = 'access:approve' | 'access:deny' | 'access:cancel' | 'access:revoke';

export interface Settlement {
  readonly action: DecisionAction;
  readonly by: string;
  readonly now: Date;
}

/**
 * Writes what was decided on a request: the decision, the grant that it makes or closes, the link's status and the audit,
 * all in the caller's transaction.
 */
export async function settleDecision(
  manager: EntityManager,
  audit: AuditWriter,
  request: RequestRecord,
  { action, by, now }: Settlement,
): Promise<Result<RequestRecord, AccessRefusal>> {
  const store = new AccessRepository(manager);
  await store.saveDecision(request);
  const grantId = action === 'access:approve' ? await store.addGrant(request) : null;
  if (action === 'access:revoke') await store.closeGrant(request.id, now);
  await store.recomputeStatus(request, now);
  const { id, principal, portName, validTo, comment, revokeComment } = request;
  const details = {
    request: id,
    consumer: principal,
    port: portName,
    grant: grantId,
    validTo,
    comment: revokeComment ?? comment,
  };
  await audit.append(manager, { principal: by, action, target: request.relation, outcome: 'CHANGE', reasonCode: null, details });
  return ok(request);
}
