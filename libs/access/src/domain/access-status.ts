import { type AccessRequest, DAY_MS } from './access-request.js';

export type AccessStatus = 'REQUESTED' | 'ACTIVE' | 'DENIED' | 'EXPIRED' | 'REVOKED' | 'CANCELLED';

export const EXPIRING_SOON_DAYS = 14;

/** What a link shows: its status, and what else is under way beside it. */
export interface LinkState {
  readonly status: AccessStatus;
  /** A request waits for a decision, be it the first one or a renewal. */
  readonly pending: boolean;
  /** Until when the active right holds; null when none is active. */
  readonly activeUntil: Date | null;
  readonly expiringSoon: boolean;
}

/** Whether the request's approval gives a right at this moment. This is the only place that says so. */
export function isActive(request: AccessRequest, now: Date): boolean {
  const { decision, validFrom, validTo, revokedAt } = request;
  if (decision !== 'APPROVED' || !validFrom || !validTo) return false;
  return validFrom <= now && now < validTo && (revokedAt === null || now < revokedAt);
}

/**
 * The state of a link from its requests alone. An active right outranks everything; then the latest outcome counts, and a
 * pending request never hides one; REQUESTED and CANCELLED are for links that never had an outcome.
 */
export function deriveLinkState(requests: readonly AccessRequest[], now: Date): LinkState {
  const active = requests.filter((request) => isActive(request, now));
  const activeUntil = latest(active.map((request) => request.validTo));
  const pending = requests.some((request) => request.decision === 'PENDING');
  const expiringSoon = activeUntil !== null && activeUntil.getTime() - now.getTime() <= EXPIRING_SOON_DAYS * DAY_MS;
  return { status: deriveStatus(requests, now, active.length > 0, pending), pending, activeUntil, expiringSoon };
}

function deriveStatus(requests: readonly AccessRequest[], now: Date, active: boolean, pending: boolean): AccessStatus {
  if (active) return 'ACTIVE';
  const outcomes = requests.flatMap((request) => outcomeOf(request, now)).sort((a, b) => a.at - b.at);
  return outcomes.at(-1)?.status ?? (pending ? 'REQUESTED' : 'CANCELLED');
}

/** How a request ended, and when: a right that was approved ends by revocation or by time, whichever came first. */
function outcomeOf(request: AccessRequest, now: Date): { status: AccessStatus; at: number }[] {
  if (request.decision === 'DENIED') return [{ status: 'DENIED', at: request.decidedAt?.getTime() ?? 0 }];
  if (request.decision !== 'APPROVED') return [];
  const revoked = request.revokedAt?.getTime() ?? Infinity;
  const expired = request.validTo?.getTime() ?? 0;
  if (revoked <= now.getTime() && revoked <= expired) return [{ status: 'REVOKED', at: revoked }];
  return [{ status: 'EXPIRED', at: expired }];
}

function latest(times: readonly (Date | null)[]): Date | null {
  return times.reduce((best, time) => (best === null || (time !== null && time > best) ? time : best), null);
}
