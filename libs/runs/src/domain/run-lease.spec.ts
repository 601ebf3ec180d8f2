import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from './run.js';
import { canClaim, claimRun, leaseOf, LEASE_TIMES, mayWrite, type RunnerIdentity } from './run-lease.js';

const now = new Date('2026-01-01T00:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const a: RunnerIdentity = { id: 'a', home: null };
const b: RunnerIdentity = { id: 'b', home: null };
const queued: Run = {
  id: 'r',
  project: 'insights',
  domain: 'insights',
  versionId: 'v',
  versionHash: 'h',
  command: 'RUN',
  select: [],
  exclude: [],
  status: 'QUEUED',
  requestedBy: 'ines',
  createdAt: now,
  startedAt: null,
  finishedAt: null,
  cancelRequestedAt: null,
  message: null,
  lease: null,
  fencingToken: 0n,
};

describe('the lease of a run', () => {
  it('is taken by whoever comes first, with a higher fencing token', () => {
    const taken = claimRun(queued, a, now, LEASE_TIMES);
    expect(taken).toMatchObject({ status: 'RUNNING', fencingToken: 1n, lease: { owner: 'a' }, startedAt: now });
    expect(canClaim(taken, b, now)).toBe(false);
  });
  it('is free again once no heartbeat came for its length', () => {
    const taken = claimRun(queued, a, now, LEASE_TIMES);
    expect(canClaim(taken, b, later(LEASE_TIMES.leaseMs - 1))).toBe(false);
    expect(canClaim(taken, b, later(LEASE_TIMES.leaseMs))).toBe(true);
  });
  it('is free at once for the next process of the same data folder, and for nobody else', () => {
    const taken = { status: 'RUNNING' as const, lease: leaseOf({ id: 'old', home: 'home-1' }, now, LEASE_TIMES) };
    expect(canClaim(taken, { id: 'new', home: 'home-1' }, now)).toBe(true);
    expect(canClaim(taken, { id: 'new', home: 'home-2' }, now)).toBe(false);
    expect(canClaim(taken, b, now)).toBe(false);
    expect(canClaim(taken, { id: 'old', home: 'home-1' }, now)).toBe(false);
  });
  it('keeps when the run began through a takeover', () => {
    const again = claimRun(claimRun(queued, a, now, LEASE_TIMES), b, later(60_000), LEASE_TIMES);
    expect(again).toMatchObject({ startedAt: now, fencingToken: 2n });
  });
  it.each(['SUCCEEDED', 'FAILED', 'CANCELLED'] as const)('is never taken once the run is %s', (status) => {
    expect(canClaim({ status, lease: null }, a, now)).toBe(false);
  });

  it('lets at most one runner write, whoever claimed when', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.nat({ max: 3 }), wait: fc.integer({ min: 0, max: 40_000 }) }), { maxLength: 20 }),
        (steps) => {
          let run = queued;
          let time = now.getTime();
          const held = new Map<string, bigint>();
          for (const { who, wait } of steps) {
            time += wait;
            const runner = { id: `runner-${who}`, home: null };
            if (!canClaim(run, runner, new Date(time))) continue;
            run = claimRun(run, runner, new Date(time), LEASE_TIMES);
            held.set(runner.id, run.fencingToken);
            const writers = [...held].filter(([, token]) => mayWrite(run, token));
            expect(writers).toEqual([[runner.id, run.fencingToken]]);
          }
        },
      ),
    );
  });
});
