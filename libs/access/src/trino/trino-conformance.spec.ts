import { readFileSync } from 'node:fs';
import { buildPolicy, type PolicySnapshot } from '@weft/policy';
import { describe, expect, it } from 'vitest';
import { answerTrino, type TrinoEndpoint } from './answer-trino.js';
import { KNOWN_OPERATIONS } from './operations.js';

interface Recorded {
  readonly ep: TrinoEndpoint;
  readonly input: {
    readonly context: { readonly identity: { readonly user: string; readonly groups: readonly string[] } };
    readonly action: {
      readonly operation: string;
      readonly resource?: unknown;
      readonly filterResources?: readonly { readonly table?: { readonly columns?: readonly string[] } }[];
    };
  };
}

const FIXTURES = new URL('../../../../test/fixtures/trino-requests/', import.meta.url);
const recorded = readFileSync(new URL('requests.jsonl', FIXTURES), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

/** Sales owns the catalogs mem and ice of the recorded requests, and somebody else owns pg. */
const SNAPSHOT: PolicySnapshot = {
  version: 'v1',
  principals: [
    { name: 'alice', kind: 'person', active: true, teams: ['sales_team'] },
    { name: 'carol', kind: 'person', active: true, teams: ['marketing'] },
    { name: 'bob', kind: 'person', active: true, teams: ['finance'] },
    { name: 'gone', kind: 'person', active: false, teams: ['sales_team'] },
  ],
  domains: [
    { name: 'sales', ownerTeam: 'sales_team', inputRelations: [] },
    { name: 'crm', ownerTeam: 'crm_team', inputRelations: [] },
  ],
  catalogs: [
    { name: 'mem', domain: 'sales' },
    { name: 'ice', domain: 'sales' },
    { name: 'pg', domain: 'crm' },
  ],
  ports: [{ name: 'sales/orders/orders', domain: 'sales', relation: 'mem.s1.orders', layer: 'gold' }],
  grants: [
    {
      id: 'g1',
      principal: 'carol',
      relation: 'mem.s1.orders',
      columns: ['id', 'region', 'amount'],
      validFrom: '2026-01-01T00:00:00Z',
      validTo: null,
    },
  ],
};

const policy = buildPolicy(SNAPSHOT);
const now = new Date('2026-06-01T00:00:00Z');

function ask(user: string, { ep, input }: Recorded): unknown {
  const body = { input: { ...input, context: { ...input.context, identity: { user, groups: [] } } } };
  const answer = answerTrino(ep, body, policy, now);
  expect(answer.status).toBe(200);
  return (answer.body as { result: unknown }).result;
}

function render(user: string): string {
  const lines = recorded.map((request) => {
    const { operation, resource, filterResources } = request.input.action;
    return `${request.ep} ${operation} ${JSON.stringify(resource ?? filterResources ?? null)} => ${JSON.stringify(ask(user, request))}`;
  });
  return `${[...new Set(lines)].join('\n')}\n`;
}

/** The values that Trino reads as they are meant: anything else it coerces, fails on or takes for "no filter". */
function hasRightShape({ ep, input }: Recorded, result: unknown): boolean {
  if (ep === 'allow') return typeof result === 'boolean';
  if (ep === 'rowFilters' || ep === 'batchColumnMasks') return Array.isArray(result) && result.length === 0;
  const { operation, filterResources = [] } = input.action;
  const size = operation === 'FilterColumns' ? (filterResources[0]?.table?.columns?.length ?? 0) : filterResources.length;
  const indices = result as number[];
  const inRange = indices.every((index) => Number.isInteger(index) && index >= 0 && index < size);
  return (
    inRange &&
    new Set(indices).size === indices.length &&
    indices.every((index, at) => at === 0 || index > (indices[at - 1] ?? 0))
  );
}

describe('recorded requests of a real Trino', () => {
  it.each(['alice', 'carol', 'bob', 'gone', 'weft_run_sales', 'weft_run_crm', 'weft_catalog', 'weft_apply', 'weft_policy'])(
    'are decided for %s as written down',
    async (user) => {
      await expect(render(user)).toMatchFileSnapshot(new URL(`decisions/${user}.txt`, FIXTURES).pathname);
    },
  );

  it('are answered in the one shape that Trino does not misread', () => {
    for (const user of ['alice', 'carol', 'nobody', 'weft_run_sales']) {
      for (const request of recorded)
        expect([request.input.action, hasRightShape(request, ask(user, request))]).toEqual([request.input.action, true]);
    }
  });

  it('are all of known operations', () => {
    const operations = new Set(recorded.map(({ input }) => input.action.operation));
    const known = new Set([...KNOWN_OPERATIONS, 'GetRowFilters', 'GetColumnMask']);
    expect([...operations].filter((operation) => !known.has(operation))).toEqual([]);
  });

  it('are allowed to nobody who is unknown, inactive or kept for expressions', () => {
    for (const user of ['nobody', 'gone', 'weft_policy', 'weft_run_nosuch', '']) {
      const results = recorded.filter(({ ep }) => ep === 'allow' || ep === 'batch').map((request) => ask(user, request));
      expect(results.every((result) => result === false || (Array.isArray(result) && result.length === 0))).toBe(true);
    }
  });
});
