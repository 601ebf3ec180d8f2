import { EngineError } from '@weft/engine';
import { buildPolicy, type PolicySnapshot } from '@weft/policy';
import { describe, expect, it } from 'vitest';
import { TrinoGate } from './trino-gate.adapter.js';

const SNAPSHOT: PolicySnapshot = {
  version: '1',
  principals: [{ name: 'ana', kind: 'person', active: true, teams: ['marketing'] }],
  domains: [{ name: 'insights', ownerTeam: 'insights_team', inputRelations: [] }],
  catalogs: [{ name: 'insights', domain: 'insights' }],
  ports: [
    { name: 'insights/p/dim', domain: 'insights', relation: 'insights.default.dim', layer: 'gold' },
    { name: 'insights/p/fct', domain: 'insights', relation: 'insights.default.fct', layer: 'gold' },
  ],
  grants: [
    {
      id: 'g',
      principal: 'ana',
      relation: 'insights.default.dim',
      columns: ['id'],
      validFrom: '2026-01-01T00:00:00Z',
      validTo: '2027-01-01T00:00:00Z',
    },
  ],
};
const context = { principal: 'ana', policy: buildPolicy(SNAPSHOT), now: new Date('2026-06-01T00:00:00Z') };
const gate = new TrinoGate();
const refused = (message: string) => new EngineError('ENGINE_ACCESS_DENIED', message);

describe('before Trino', () => {
  it('a known principal is let through under their own name, with the relations that can be read', async () => {
    const answer = await gate.authorize({ sql: 'SELECT id FROM dim', catalog: 'insights', schema: 'default' }, context);
    expect(answer).toMatchObject({
      ok: true,
      value: { session: { user: 'ana', catalog: 'insights', schema: 'default' }, relations: ['insights.default.dim'] },
    });
  });

  it('an unknown principal is denied without a word to Trino', async () => {
    const answer = await gate.authorize({ sql: 'SELECT 1' }, { ...context, principal: 'zoe' });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'denied', code: 'UNKNOWN_PRINCIPAL' } });
  });
});

describe('a refusal of Trino', () => {
  it('gets the reason and the next step of our policy for the relation in the statement', async () => {
    const refusal = await gate.explain(
      refused('Access Denied: Cannot execute query'),
      { sql: 'SELECT id FROM insights.default.fct' },
      context,
    );
    expect(refusal).toMatchObject({ kind: 'denied', code: 'NO_GRANT', relation: 'insights.default.fct' });
    expect(refusal.kind === 'denied' && refusal.nextStep).toContain('weft request insights.default.fct');
  });

  it('speaks of the columns that Trino named', async () => {
    const message = 'Access Denied: Cannot select from columns [id, email] in table or view insights.default.dim';
    const refusal = await gate.explain(refused(message), { sql: 'SELECT * FROM insights.default.dim' }, context);
    expect(refusal).toMatchObject({ kind: 'denied', code: 'COLUMN_NOT_GRANTED', relation: 'insights.default.dim' });
  });

  it('keeps its own words where our policy knows no relation in it', async () => {
    const refusal = await gate.explain(refused('Access Denied: Cannot create schema x'), { sql: 'CREATE SCHEMA x' }, context);
    expect(refusal).toMatchObject({ kind: 'denied', code: 'ENGINE_ACCESS_DENIED', nextStep: null });
  });

  it('about a missing table looks like a denial to whoever may not see it', async () => {
    const missing = new EngineError('ENGINE_NOT_FOUND', "Table 'insights.default.nosuch' does not exist");
    expect(await gate.explain(missing, { sql: 'SELECT * FROM insights.default.nosuch' }, context)).toMatchObject({
      kind: 'denied',
    });
    const column = new EngineError('ENGINE_NOT_FOUND', "Column 'x' cannot be resolved", { line: 1, column: 8 });
    expect(await gate.explain(column, { sql: 'SELECT x FROM insights.default.dim' }, context)).toEqual({
      kind: 'failed',
      code: 'ENGINE_NOT_FOUND',
      message: "Column 'x' cannot be resolved",
      line: 1,
      column: 8,
    });
  });
});
