import type { Run } from '../domain/run.js';
import type { RunEvent } from '../domain/run-event.js';
import type { RunEntity } from './run.entity.js';
import type { RunLogEntity } from './run-log.entity.js';

/** A row -> the run, with its lease as one thing that is there or not. */
export function toRun(row: RunEntity): Run {
  const { leaseOwner, leaseHome, leaseUntil, idempotencyKey: _key, ...rest } = row;
  return { ...rest, lease: leaseOwner && leaseUntil ? { owner: leaseOwner, home: leaseHome, until: leaseUntil } : null };
}

export function toRunEvent(row: RunLogEntity): RunEvent {
  return { ...row, sequence: BigInt(row.sequence) };
}
