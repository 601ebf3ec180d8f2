import { err, isName, ok, type Result } from '@weft/kernel';
import { type AccessRefusal, refuse } from './access-refusal.js';
import type { AccessRequest } from './access-request.js';

export const DEFAULT_DAYS = 30;
export const MOST_DAYS = 365;
export const MOST_REASON_LENGTH = 2_000;

/** What a consumer asks for, as it came in. */
export interface RequestInput {
  readonly principal: string;
  readonly reason: string;
  readonly durationDays?: number | null;
  readonly columns?: readonly string[] | null;
}

/** The port that is asked for, as the catalog knows it. `columns` is null when the engine could not be asked. */
export interface RequestedPort {
  readonly relation: string;
  readonly layer: string | null;
  readonly columns: readonly string[] | null;
}

/** The parts of a request that are settled once it is accepted. */
export type AcceptedRequest = Pick<AccessRequest, 'principal' | 'reason' | 'requestedDays' | 'columns'>;

/** What was asked for, checked against the port and the link's other requests; always time-bound. */
export function acceptRequest(
  input: RequestInput,
  port: RequestedPort,
  history: readonly AccessRequest[],
): Result<AcceptedRequest, AccessRefusal> {
  const days = input.durationDays ?? DEFAULT_DAYS;
  const columns = input.columns ? [...new Set(input.columns.map((column) => column.trim().toLowerCase()))] : null;
  const refusal =
    checkReason(input.reason) ??
    checkDays(days) ??
    checkLayer(port) ??
    checkColumns(columns, port) ??
    checkPending(history, port);
  if (refusal) return err(refusal);
  return ok({ principal: input.principal, reason: input.reason.trim(), requestedDays: days, columns });
}

export function checkDays(days: number): AccessRefusal | null {
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return null;
  return refuse('validation', 'ACCESS_DURATION', `A right lasts from 1 to ${MOST_DAYS} whole days, not ${days}.`);
}

/** Consumers can be granted gold ports only; said again when it is decided, as a port may change in between. */
export function checkLayer(port: Pick<RequestedPort, 'relation' | 'layer'>): AccessRefusal | null {
  if (port.layer === 'gold') return null;
  return refuse(
    'validation',
    'ACCESS_NOT_GOLD',
    `${port.relation} is not gold (its layer is ${port.layer ?? 'not set'}): consumers can be granted gold output ports only.`,
    'Look for a gold port of the same product: npx weft ports --layer gold',
  );
}

function checkReason(reason: string): AccessRefusal | null {
  if (reason.trim() === '') return refuse('validation', 'ACCESS_REASON', 'A request needs a reason that its owner can judge.');
  if (reason.length <= MOST_REASON_LENGTH) return null;
  return refuse('validation', 'ACCESS_REASON', `A reason has ${MOST_REASON_LENGTH} characters at most.`);
}

function checkColumns(columns: readonly string[] | null, port: RequestedPort): AccessRefusal | null {
  if (columns === null) return null;
  if (columns.length === 0) {
    return refuse('validation', 'ACCESS_COLUMNS', 'Name at least one column, or leave columns out to ask for all.');
  }
  if (port.columns === null) {
    return refuse('validation', 'ACCESS_COLUMNS', `The columns of ${port.relation} are not known now: run its project first.`);
  }
  const known = new Set(port.columns.map((column) => column.toLowerCase()));
  const unknown = columns.filter((column) => !known.has(column));
  if (unknown.length === 0) return null;
  const names = unknown.map((column) => (isName(column) ? column : JSON.stringify(column))).join(', ');
  return refuse('validation', 'ACCESS_COLUMNS', `${port.relation} has no column ${names}. It has: ${[...known].join(', ')}.`);
}

function checkPending(history: readonly AccessRequest[], port: RequestedPort): AccessRefusal | null {
  if (!history.some((request) => request.decision === 'PENDING')) return null;
  return refuse(
    'conflict',
    'ACCESS_ALREADY_PENDING',
    `A request for ${port.relation} is waiting for a decision already.`,
    'See it with: npx weft requests',
  );
}
