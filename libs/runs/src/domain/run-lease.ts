import { canBecome, type Run, type RunLease } from './run.js';

/** One runner: `id` is new at each start; `home` is set where one process alone may use a data folder. */
export interface RunnerIdentity {
  readonly id: string;
  readonly home: string | null;
}

export interface LeaseTimes {
  /** How long a lease counts after its last heartbeat. */
  readonly leaseMs: number;
  readonly heartbeatMs: number;
}

export const LEASE_TIMES: LeaseTimes = leaseTimes(15_000);

/** Heartbeats so often that two may be lost before the lease runs out. */
export function leaseTimes(leaseMs: number): LeaseTimes {
  return { leaseMs, heartbeatMs: Math.floor(leaseMs / 4) };
}

/**
 * Whether a runner may take the run now: it waits, its lease has run out, or its owner was another process of the same
 * data folder, which is dead because this one holds the folder's lock.
 */
export function canClaim(run: Pick<Run, 'status' | 'lease'>, runner: RunnerIdentity, now: Date): boolean {
  if (!canBecome(run.status, 'RUNNING')) return false;
  return run.lease === null || run.lease.until <= now || isLeftBehind(run.lease, runner);
}

/** The run as it is after a claim: a higher fencing token, so that every write of the former owner is refused. */
export function claimRun(run: Run, runner: RunnerIdentity, now: Date, times: LeaseTimes): Run {
  if (!canClaim(run, runner, now)) throw new Error(`Run ${run.id} cannot be claimed by ${runner.id}`);
  return {
    ...run,
    status: 'RUNNING',
    startedAt: run.startedAt ?? now,
    fencingToken: run.fencingToken + 1n,
    lease: leaseOf(runner, now, times),
  };
}

export function leaseOf(runner: RunnerIdentity, now: Date, times: LeaseTimes): RunLease {
  return { owner: runner.id, home: runner.home, until: new Date(now.getTime() + times.leaseMs) };
}

/** Whether the holder of this token may still write. */
export function mayWrite(run: Pick<Run, 'status' | 'fencingToken'>, token: bigint): boolean {
  return run.status === 'RUNNING' && run.fencingToken === token;
}

function isLeftBehind(lease: RunLease, runner: RunnerIdentity): boolean {
  return runner.home !== null && lease.home === runner.home && lease.owner !== runner.id;
}
