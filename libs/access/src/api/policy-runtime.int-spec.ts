import { systemClock } from '@weft/kernel';
import { CatalogService } from '@weft/catalog';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PostgresAuditWriter } from '../store/postgres-audit-writer.js';
import { DecideAccessService } from './decide-access.service.js';
import { PolicyRuntime } from './policy-runtime.js';
import { RequestAccessService } from './request-access.service.js';
import { RevokeAccessService } from './revoke-access.service.js';
import { WeftApp } from './weft-app.fixture.js';

const DIM = { catalog: 'insights', schema: 'default', table: 'dim_customers' };
const RELATION = 'insights.default.dim_customers';
const ines = { name: 'ines', teams: ['insights_team'] };

/** `weft` changes rights; `other` is the policy of another process. */
let weft: WeftApp;
let other: PolicyRuntime;
beforeAll(async () => {
  weft = await WeftApp.start();
  const dataSource = weft.database.app;
  other = new PolicyRuntime({
    dataSource,
    catalog: new CatalogService(dataSource),
    audit: new PostgresAuditWriter(systemClock),
    clock: systemClock,
  });
  await other.start();
});
afterAll(async () => {
  await other.stop();
  await weft.stop();
});

const decide = (runtime: PolicyRuntime, principal = 'ana') =>
  runtime.snapshots.current()?.decide(principal, { kind: 'relation:select', relation: DIM, columns: ['note'] }, new Date())
    .reasonCode;
/** At the next look at the store, every 500 ms, or at its notification. */
const soon = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const approve = async () => {
  const asked = await weft
    .get(RequestAccessService)
    .request({ name: 'ana', teams: ['marketing'] }, { relation: RELATION, reason: 'x' });
  if (!asked.ok) throw new Error(asked.error.message);
  await weft.get(DecideAccessService).approve(ines, { id: asked.value.id });
};

describe('a change of rights', () => {
  it('counts at once where it was made, and soon everywhere else', async () => {
    expect([decide(weft.get(PolicyRuntime)), decide(other)]).toEqual(['NO_GRANT', 'NO_GRANT']);
    await approve();
    expect(decide(weft.get(PolicyRuntime))).toBe('GRANTED');
    await soon(() => expect(decide(other)).toBe('GRANTED'));
    await weft.get(RevokeAccessService).revoke(ines, { principal: 'ana', relation: RELATION, comment: 'over' });
    expect(decide(weft.get(PolicyRuntime))).toBe('GRANT_EXPIRED');
    await soon(() => expect(decide(other)).toBe('GRANT_EXPIRED'));
  });

  it('made past the services counts as well: a port that loses its layer, a principal that is ended', async () => {
    await approve();
    await soon(() => expect(decide(other)).toBe('GRANTED'));
    await weft.database.owner.query(`UPDATE output_port SET layer = 'silver' WHERE relation = '${RELATION}'`);
    await soon(() => expect(decide(other)).toBe('NOT_GOLD'));
    await weft.database.owner.query(`UPDATE output_port SET layer = 'gold' WHERE relation = '${RELATION}'`);
    await soon(() => expect(decide(other)).toBe('GRANTED'));
    await weft.database.owner.query(`UPDATE principal SET active = false WHERE name = 'ana'`);
    await soon(() => expect(decide(other)).toBe('UNKNOWN_PRINCIPAL'));
    await weft.database.owner.query(`UPDATE principal SET active = true WHERE name = 'ana'`);
  });

  it('gives nothing where another port has come to stand for the relation', async () => {
    await soon(() => expect(decide(other)).toBe('GRANTED'));
    await weft.database.owner.query(
      `UPDATE output_port SET name = 'insights/customer_insights/another' WHERE relation = '${RELATION}'`,
    );
    await soon(() => expect(decide(other)).toBe('NO_GRANT'));
    await weft.database.owner.query(
      `UPDATE output_port SET name = 'insights/customer_insights/dim_customers' WHERE relation = '${RELATION}'`,
    );
  });
});

describe('the audit of what Trino is answered', () => {
  const entry = {
    at: new Date(),
    principal: 'ana',
    operation: 'SelectFromColumns',
    object: RELATION,
    allow: true,
    reasonCode: 'GRANTED',
    grantId: null,
    policyVersion: '1',
  } as const;

  it('is in the table shortly after', async () => {
    other.trinoAudit.add(entry);
    await soon(() => expect(other.forTrino()).not.toBeNull());
    await soon(async () => {
      const rows: unknown = await weft.database.app.query(
        `SELECT target FROM audit_event WHERE action = 'trino:SelectFromColumns'`,
      );
      expect(rows).toEqual([{ target: RELATION }]);
    });
  });
});
