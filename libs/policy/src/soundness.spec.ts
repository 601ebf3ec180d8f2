import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relation } from '../fixtures/ask.js';
import { buildGrant, buildSnapshot } from '../fixtures/jaffle-snapshot.js';
import { buildPolicy } from './build-policy.js';
import type { PolicySnapshot, SnapshotGrant } from './policy-snapshot.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const RELATIONS: readonly string[] = [
  'insights.default.dim_customers',
  'insights.default.fct_orders',
  'insights.default.stg_customers',
  'customersdb.public.customers',
];
const COLUMNS = ['a', 'b', 'c'];
const CONSUMERS = ['ana', 'bob'];

/** What happens to a mesh: rights are given and ended, ports change their layer or go, people leave, time passes. */
type Step =
  | { kind: 'grant'; principal: string; relation: string; columns: string[] | null; days: number }
  | { kind: 'revoke'; nth: number }
  | { kind: 'tag'; relation: string; layer: string | null }
  | { kind: 'retire'; relation: string }
  | { kind: 'leave' | 'return'; principal: string }
  | { kind: 'wait'; days: number };

const relationName = fc.constantFrom(...RELATIONS);
const principal = fc.constantFrom(...CONSUMERS);
const days = fc.integer({ min: 1, max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('grant' as const),
    principal,
    relation: relationName,
    columns: fc.option(fc.subarray(COLUMNS)),
    days,
  }),
  fc.record({ kind: fc.constant('revoke' as const), nth: fc.nat(5) }),
  fc.record({
    kind: fc.constant('tag' as const),
    relation: relationName,
    layer: fc.constantFrom('gold', 'gold', 'silver', null),
  }),
  fc.record({ kind: fc.constant('retire' as const), relation: relationName }),
  fc.record({ kind: fc.constantFrom('leave' as const, 'return' as const), principal }),
  fc.record({ kind: fc.constant('wait' as const), days }),
);

interface World {
  now: number;
  snapshot: PolicySnapshot;
}

function play(world: World, step: Step): void {
  const { snapshot } = world;
  if (step.kind === 'wait') world.now += step.days * DAY;
  else world.snapshot = { ...snapshot, ...change(snapshot, step, world.now) };
}

function change(snapshot: PolicySnapshot, step: Exclude<Step, { kind: 'wait' }>, now: number): Partial<PolicySnapshot> {
  switch (step.kind) {
    case 'grant':
      return { grants: [...snapshot.grants, grantOf(step, snapshot.grants.length, now)] };
    case 'revoke':
      return { grants: snapshot.grants.map((grant, at) => (at === step.nth ? { ...grant, validTo: iso(now) } : grant)) };
    case 'tag':
      return { ports: snapshot.ports.map((port) => (port.relation === step.relation ? { ...port, layer: step.layer } : port)) };
    case 'retire':
      return { ports: snapshot.ports.filter((port) => port.relation !== step.relation) };
    default:
      return {
        principals: snapshot.principals.map((known) =>
          known.name === step.principal ? { ...known, active: step.kind === 'return' } : known,
        ),
      };
  }
}

function grantOf(step: Step & { kind: 'grant' }, id: number, now: number): SnapshotGrant {
  const { principal, relation, columns, days } = step;
  return buildGrant({ id: String(id), principal, relation, columns, validFrom: iso(now), validTo: iso(now + days * DAY) });
}

const iso = (moment: number) => new Date(moment).toISOString();

/** The rule in words, apart from the code under test: a known consumer, a gold port, and for each column a grant that holds. */
function isEntitled({ snapshot, now }: World, who: string, what: string, columns: readonly string[]): boolean {
  const active = snapshot.principals.some(({ name, active }) => name === who && active);
  const gold = snapshot.ports.some(({ relation, layer }) => relation === what && layer === 'gold');
  const holding = snapshot.grants.filter(
    ({ principal, relation, validFrom, validTo, columns }) =>
      principal === who &&
      relation === what &&
      columns?.length !== 0 &&
      Date.parse(validFrom) <= now &&
      (validTo === null || now < Date.parse(validTo)),
  );
  const covered = columns.every((column) => holding.some((grant) => grant.columns?.includes(column) ?? true));
  return active && gold && holding.length > 0 && covered;
}

describe('whatever happened in whatever order', () => {
  it('a consumer reads a relation exactly if a grant holds on a gold port, for every column', () => {
    let allowed = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.subarray(COLUMNS), (steps, columns) => {
        const world: World = { now: START, snapshot: buildSnapshot([]) };
        steps.forEach((at) => play(world, at));
        const policy = buildPolicy(world.snapshot);
        for (const who of CONSUMERS) {
          for (const what of RELATIONS) {
            const action = { kind: 'relation:select', relation: relation(what), columns } as const;
            const decision = policy.decide(who, action, new Date(world.now));
            expect(decision.allow).toBe(isEntitled(world, who, what, columns));
            if (decision.allow) allowed++;
          }
        }
      }),
      { numRuns: 1_000 },
    );
    expect(allowed).toBeGreaterThan(50);
  });

  it('nothing is left once time has passed: with the same policy, everything granted has ended', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const world: World = { now: START, snapshot: buildSnapshot([]) };
        steps.forEach((at) => play(world, at));
        const policy = buildPolicy(world.snapshot);
        const later = new Date(world.now + 21 * DAY);
        for (const who of CONSUMERS) {
          for (const what of RELATIONS) {
            expect(policy.decide(who, { kind: 'relation:select', relation: relation(what), columns: [] }, later).allow).toBe(
              false,
            );
          }
        }
      }),
    );
  });

  it('whoever may read a relation also sees it, its schema and its catalog, and nobody else does', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const world: World = { now: START, snapshot: buildSnapshot([]) };
        steps.forEach((at) => play(world, at));
        const policy = buildPolicy(world.snapshot);
        const now = new Date(world.now);
        for (const who of CONSUMERS) {
          const relations = RELATIONS.map(relation);
          const readable = relations.filter(
            (name) => policy.decide(who, { kind: 'relation:select', relation: name, columns: [] }, now).allow,
          );
          for (const name of relations) {
            const { catalog, schema } = name;
            const sees = (action: Parameters<typeof policy.decide>[1]) => policy.decide(who, action, now).allow;
            expect(sees({ kind: 'relation:show', relation: name })).toBe(readable.includes(name));
            expect(sees({ kind: 'catalog:access', catalog })).toBe(readable.some((other) => other.catalog === catalog));
            expect(sees({ kind: 'schema:show', catalog, schema })).toBe(
              readable.some((other) => other.catalog === catalog && other.schema === schema),
            );
          }
        }
      }),
    );
  });
});
