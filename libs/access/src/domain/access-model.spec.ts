import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessRequest, DAY_MS } from './access-request.js';
import { deriveLinkState } from './access-status.js';
import { approveRequest, cancelRequest, type Decider, denyRequest, revokeRequest } from './decision-rules.js';
import { acceptRequest } from './request-rules.js';

const PORT = { relation: 'insights.default.dim_customers', layer: 'gold', columns: ['customer_id', 'first_order'] };
const PEOPLE: readonly Decider[] = [
  { name: 'ana', teams: ['marketing'] },
  { name: 'ines', teams: ['insights_team'] },
  { name: 'admin', teams: ['platform'] },
];

type Step =
  | { kind: 'ask'; days: number }
  | { kind: 'approve' | 'deny' | 'cancel' | 'revoke'; who: number; days: number }
  | { kind: 'wait'; days: number };

/** What was really done, kept apart from the code under test: rights as intervals, each with who approved it. */
interface World {
  now: number;
  requests: AccessRequest[];
  rights: { from: number; to: number; approvedBy: string; requestId: string }[];
}

const days = fc.integer({ min: 1, max: 60 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('ask' as const), days }),
  fc.record({ kind: fc.constantFrom('approve', 'deny', 'cancel', 'revoke'), who: fc.nat({ max: 2 }), days }),
  fc.record({ kind: fc.constant('wait' as const), days }),
);

function play(world: World, at: Step, requester: string): void {
  if (at.kind === 'wait') world.now += at.days * DAY_MS;
  else if (at.kind === 'ask') ask(world, at.days, requester);
  else decide(world, at.kind, PEOPLE[at.who] ?? PEOPLE[0]!, at.days);
}

function ask(world: World, durationDays: number, principal: string): void {
  const accepted = acceptRequest({ principal, reason: 'newsletter', durationDays }, PORT, world.requests);
  if (!accepted.ok) return;
  const id = String(world.requests.length);
  const undecided = {
    decision: 'PENDING',
    decidedBy: null,
    decidedAt: null,
    comment: null,
    validFrom: null,
    validTo: null,
  } as const;
  const unrevoked = { revokedAt: null, revokedBy: null, revokeComment: null };
  world.requests.push({ id, createdAt: new Date(world.now), ...accepted.value, ...undecided, ...unrevoked });
}

function decide(world: World, kind: 'approve' | 'deny' | 'cancel' | 'revoke', decider: Decider, durationDays: number): void {
  const now = new Date(world.now);
  const input = { decider, ownerTeam: 'insights_team', now, comment: 'because', durationDays };
  world.requests.forEach((request, index) => {
    const operation = { approve: approveRequest, deny: denyRequest, revoke: revokeRequest };
    const result = kind === 'cancel' ? cancelRequest(request, decider.name, now) : operation[kind](request, input);
    if (!result.ok) return;
    world.requests[index] = result.value;
    if (kind === 'approve') {
      world.rights.push({
        from: world.now,
        to: world.now + durationDays * DAY_MS,
        approvedBy: decider.name,
        requestId: request.id,
      });
    }
    if (kind === 'revoke')
      world.rights.filter((right) => right.requestId === request.id).forEach((right) => (right.to = world.now));
  });
}

describe('the life of an access link', () => {
  it('is active exactly while a right lasts that the owner team approved, whatever was done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom('ana', 'ines'), (steps, requester) => {
        const world: World = { now: Date.UTC(2026, 0, 1), requests: [], rights: [] };
        for (const at of steps) {
          play(world, at, requester);
          const entitled = world.rights.some((right) => right.from <= world.now && world.now < right.to);
          expect(deriveLinkState(world.requests, new Date(world.now)).status === 'ACTIVE').toBe(entitled);
          expect(world.requests.filter((request) => request.decision === 'PENDING').length).toBeLessThanOrEqual(1);
        }
        expect(world.rights.every((right) => right.approvedBy === 'ines' && right.approvedBy !== requester)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('ends by itself: a year after the last step nothing is active, although nothing ran', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const world: World = { now: Date.UTC(2026, 0, 1), requests: [], rights: [] };
        steps.forEach((at) => play(world, at, 'ana'));
        expect(deriveLinkState(world.requests, new Date(world.now + 366 * DAY_MS)).status).not.toBe('ACTIVE');
      }),
    );
  });

  it('reaches an active state at all, so that the properties above say something', () => {
    const world: World = { now: 0, requests: [], rights: [] };
    play(world, { kind: 'ask', days: 5 }, 'ana');
    play(world, { kind: 'approve', who: 1, days: 5 }, 'ana');
    expect(deriveLinkState(world.requests, new Date(world.now)).status).toBe('ACTIVE');
  });

  it('never answers for a decided request again: a decision is kept as it was made', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const world: World = { now: 0, requests: [], rights: [] };
        const seen = new Map<string, AccessRequest>();
        for (const at of steps) {
          play(world, at, 'ana');
          for (const request of world.requests.filter(({ decision }) => decision !== 'PENDING')) {
            const first = seen.get(request.id) ?? request;
            expect([request.decision, request.decidedBy, request.validTo]).toEqual([
              first.decision,
              first.decidedBy,
              first.validTo,
            ]);
            seen.set(request.id, first);
          }
        }
      }),
    );
  });
});
