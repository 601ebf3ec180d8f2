import { err, ok, type Result } from '@weft/kernel';
import { type AccessRefusal, refuse } from './access-refusal.js';
import { type AccessRequest, DAY_MS } from './access-request.js';
import { isActive } from './access-status.js';
import { checkDays } from './request-rules.js';

/** Who wants to decide, and in which teams. */
export interface Decider {
  readonly name: string;
  readonly teams: readonly string[];
}

export interface DecisionInput {
  readonly decider: Decider;
  /** null where the domain is gone: then nobody decides. */
  readonly ownerTeam: string | null;
  readonly now: Date;
  readonly comment?: string | null;
}

/** Only the owner team of the port's domain decides, and nobody decides on what was asked in their own name. */
export function checkDecider(decider: Decider, ownerTeam: string | null, requester: string): AccessRefusal | null {
  if (ownerTeam === null)
    return refuse('conflict', 'ACCESS_NO_OWNER', 'The domain of this port is gone, so nobody decides on it.');
  if (!decider.teams.includes(ownerTeam)) {
    return refuse(
      'forbidden',
      'ACCESS_NOT_OWNER',
      `Only members of ${ownerTeam} decide on this port.`,
      `Ask somebody of ${ownerTeam}.`,
    );
  }
  if (decider.name !== requester) return null;
  return refuse(
    'forbidden',
    'ACCESS_OWN_REQUEST',
    'Nobody decides on a request of their own.',
    `Ask another member of ${ownerTeam}.`,
  );
}

/** A pending request -> approved from now on, for as long as was asked or as the decider says. */
export function approveRequest(
  request: AccessRequest,
  input: DecisionInput & { readonly durationDays?: number | null },
): Result<AccessRequest, AccessRefusal> {
  const days = input.durationDays ?? request.requestedDays;
  const refusal = checkDecider(input.decider, input.ownerTeam, request.principal) ?? checkPending(request) ?? checkDays(days);
  if (refusal) return err(refusal);
  const validTo = new Date(input.now.getTime() + days * DAY_MS);
  return ok({ ...decided(request, 'APPROVED', input), validFrom: input.now, validTo });
}

/** A pending request -> denied; the one who asked is owed a comment. */
export function denyRequest(request: AccessRequest, input: DecisionInput): Result<AccessRequest, AccessRefusal> {
  const refusal =
    checkDecider(input.decider, input.ownerTeam, request.principal) ?? checkPending(request) ?? checkComment(input.comment);
  return refusal ? err(refusal) : ok(decided(request, 'DENIED', input));
}

/** A pending request -> withdrawn by the one who made it, and by nobody else. */
export function cancelRequest(request: AccessRequest, by: string, now: Date): Result<AccessRequest, AccessRefusal> {
  if (by !== request.principal) {
    return err(refuse('forbidden', 'ACCESS_NOT_REQUESTER', 'Only the one who asked can withdraw a request.'));
  }
  const refusal = checkPending(request);
  return refusal ? err(refusal) : ok({ ...request, decision: 'CANCELLED', decidedBy: by, decidedAt: now });
}

/** An approved request whose right still holds -> the right ends now. */
export function revokeRequest(request: AccessRequest, input: DecisionInput): Result<AccessRequest, AccessRefusal> {
  const refusal = checkDecider(input.decider, input.ownerTeam, request.principal) ?? checkComment(input.comment);
  if (refusal) return err(refusal);
  if (!isActive(request, input.now)) return err(refuse('conflict', 'ACCESS_NOT_ACTIVE', 'There is no active right to revoke.'));
  return ok({ ...request, revokedAt: input.now, revokedBy: input.decider.name, revokeComment: input.comment?.trim() ?? null });
}

function decided(request: AccessRequest, decision: 'APPROVED' | 'DENIED', input: DecisionInput): AccessRequest {
  const comment = input.comment?.trim() || null;
  return { ...request, decision, decidedBy: input.decider.name, decidedAt: input.now, comment };
}

function checkPending(request: AccessRequest): AccessRefusal | null {
  if (request.decision === 'PENDING') return null;
  const by = request.decidedBy ? ` by ${request.decidedBy}` : '';
  return refuse('conflict', 'ACCESS_ALREADY_DECIDED', `The request is ${request.decision.toLowerCase()}${by} already.`);
}

function checkComment(comment: string | null | undefined): AccessRefusal | null {
  if (comment?.trim()) return null;
  return refuse('validation', 'ACCESS_COMMENT', 'Say why, for the one who asked.', 'Add --comment "..."');
}
