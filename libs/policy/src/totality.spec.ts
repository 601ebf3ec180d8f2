import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relation } from '../fixtures/ask.js';
import { buildSnapshot, NOW } from '../fixtures/jaffle-snapshot.js';
import { buildPolicy } from './build-policy.js';
import type { PolicyAction } from './policy-action.js';

const policy = buildPolicy(buildSnapshot());
const decideAnything = (principal: unknown, action: unknown, now: unknown) =>
  policy.decide(principal as string, action as PolicyAction, now as Date);

const KINDS = ['query:execute', 'relation:select', 'relation:write', 'schema:rename', 'function:execute', 'session:set', 'x:y'];
const oddText = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'all', 'manage', '*', 'insights', ''));
const odd = fc.oneof(oddText, fc.anything());
const oddRelation = fc.oneof(fc.record({ catalog: odd, schema: odd, table: odd }), odd);
const oddAction = fc.record(
  {
    kind: fc.oneof(fc.constantFrom(...KINDS), odd),
    relation: oddRelation,
    columns: fc.oneof(fc.array(odd), fc.sparseArray(oddText), odd),
    operation: odd,
    catalog: odd,
    schema: odd,
    function: odd,
    target: oddRelation,
    property: odd,
  },
  { requiredKeys: [] },
);

describe('any input', () => {
  it('gets a decision, never an exception, and odd questions of a stranger are denied', () => {
    fc.assert(
      fc.property(
        fc.oneof(oddText, fc.anything()),
        fc.oneof(oddAction, fc.anything()),
        fc.anything(),
        (principal, action, now) => {
          expect(decideAnything(principal, action, now).allow).toBe(false);
          const decision = decideAnything(principal, action, NOW);
          if (principal !== 'ana') expect(decision.allow).toBe(false);
          expect(decision.reason).not.toBe('');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('that is odd gives ana nothing of what she has no grant on', () => {
    const granted = 'insights.default.dim_customers';
    fc.assert(
      fc.property(oddText, oddText, oddText, fc.array(oddText), (catalog, schema, table, columns) => {
        const decision = decideAnything('ana', { kind: 'relation:select', relation: { catalog, schema, table }, columns }, NOW);
        const name = `${catalog}.${schema}.${table}`.toLowerCase();
        const listing = schema.toLowerCase() === 'information_schema' || catalog.toLowerCase() === 'system';
        if (decision.allow) expect(name === granted || listing).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is put into words without control characters and without end', () => {
    const text = `\u001b[31m${'x'.repeat(5_000)}`;
    const action = { kind: 'relation:select', relation: { ...relation('a.b.c'), table: text }, columns: [] } as const;
    const { reason } = policy.decide('ana', action, NOW);
    expect(reason).not.toMatch(/\p{Cc}/u);
    expect(reason.length).toBeLessThan(400);
  });
});
