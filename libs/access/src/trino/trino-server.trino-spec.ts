import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@weft/kernel';
import { buildPolicy, type Policy, type PolicySnapshot, type SnapshotGrant } from '@weft/policy';
import { runOnTrino, trinoForTests } from '@weft/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TrinoAuditEntry } from './trino-audit.js';
import { buildTrinoServer } from './trino-server.js';

const RUN = 'weft_run_at_insights';
const RUN_CUSTOMERS = 'weft_run_at_customers';
const CATALOGS = ['at_insights', 'at_lake', 'at_customers'];
const folder = mkdtempSync(join(tmpdir(), 'weft-trino-spec-'));

const grant = (relation: string, columns: readonly string[] | null = null): SnapshotGrant => ({
  id: `grant-${relation}`,
  principal: 'ana',
  relation,
  columns,
  validFrom: '2026-01-01T00:00:00Z',
  validTo: null,
});

const port = (relation: string, layer = 'gold') => ({
  name: `at_insights/p/${relation.split('.')[2]}`,
  domain: 'at_insights',
  relation,
  layer,
});

const BASE: PolicySnapshot = {
  version: 'v1',
  principals: [
    { name: 'ana', kind: 'person', active: true, teams: ['marketing'] },
    { name: 'bob', kind: 'person', active: true, teams: ['finance'] },
    { name: 'ines', kind: 'person', active: true, teams: ['insights_team'] },
  ],
  domains: [
    { name: 'at_insights', ownerTeam: 'insights_team', inputRelations: ['at_customers.default.customers'] },
    { name: 'at_customers', ownerTeam: 'customers_team', inputRelations: [] },
  ],
  catalogs: [
    { name: 'at_insights', domain: 'at_insights' },
    { name: 'at_lake', domain: 'at_insights' },
    { name: 'at_customers', domain: 'at_customers' },
  ],
  ports: [
    port('at_insights.default.dim_customers'),
    port('at_insights.default.v_customers'),
    port('at_insights.default.stg_customers', 'silver'),
    port('at_lake.s.orders'),
  ],
  grants: [],
};

const GRANTED: PolicySnapshot = {
  ...BASE,
  grants: [
    grant('at_insights.default.dim_customers'),
    grant('at_insights.default.v_customers', ['id']),
    grant('at_insights.default.stg_customers'),
    grant('at_lake.s.orders'),
  ],
};

let policy: Policy | null = buildPolicy(BASE);
let entries: TrinoAuditEntry[] = [];
let server: ReturnType<typeof buildTrinoServer>;

async function listen(): Promise<void> {
  const place = trinoForTests().policy;
  if (!place) throw new Error('this Trino asks no policy service');
  server = buildTrinoServer({
    policy: () => policy,
    secretPath: place.secretPath,
    audit: (entry) => entries.push(entry),
    clock: systemClock,
  });
  await server.listen({ port: place.port, host: '127.0.0.1' });
}

async function succeed(user: string, sql: string): Promise<readonly (readonly unknown[])[]> {
  const outcome = await runOnTrino(user, sql);
  if (outcome.errorName) throw new Error(`${user}: ${sql}: ${outcome.errorName} ${outcome.message}`);
  return outcome.rows;
}

async function denial(user: string, sql: string, headers: Record<string, string> = {}): Promise<string> {
  const { errorName, message, rows } = await runOnTrino(user, sql, headers);
  expect([sql, errorName, rows]).toEqual([sql, 'PERMISSION_DENIED', []]);
  return message ?? '';
}

const namesOf = (rows: readonly (readonly unknown[])[]) => rows.map(([name]) => name);

beforeAll(async () => {
  await listen();
  for (const catalog of CATALOGS) await succeed('weft_apply', `DROP CATALOG IF EXISTS ${catalog}`);
  await succeed('weft_apply', 'CREATE CATALOG at_insights USING memory');
  await succeed('weft_apply', 'CREATE CATALOG at_customers USING memory');
  await succeed(
    'weft_apply',
    `CREATE CATALOG at_lake USING iceberg WITH ("iceberg.catalog.type" = 'TESTING_FILE_METASTORE', "fs.native-local.enabled" = 'true',
      "local.location" = '${folder}', "hive.metastore.catalog.dir" = 'local:///lake')`,
  );
  await succeed(RUN_CUSTOMERS, "CREATE TABLE at_customers.default.customers AS SELECT 1 AS id, 'a@x.eu' AS email");
  await succeed(RUN, 'CREATE TABLE at_insights.default.dim_customers AS SELECT id, email FROM at_customers.default.customers');
  await succeed(RUN, 'CREATE TABLE at_insights.default.stg_customers AS SELECT id FROM at_customers.default.customers');
  await succeed(RUN, 'CREATE VIEW at_insights.default.v_customers AS SELECT id, email FROM at_customers.default.customers');
  await succeed(RUN, 'CREATE SCHEMA at_lake.s');
  await succeed(RUN, 'CREATE TABLE at_lake.s.orders AS SELECT 1 AS id');
});

beforeEach(() => {
  policy = buildPolicy(GRANTED);
  entries = [];
});

afterAll(async () => {
  for (const catalog of CATALOGS) await runOnTrino('weft_apply', `DROP CATALOG IF EXISTS ${catalog}`);
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a consumer on a real Trino', () => {
  it('reads what she is granted, and nobody reads it for lack of a grant', async () => {
    const sql = 'SELECT * FROM at_insights.default.dim_customers';
    expect(await succeed('ana', sql)).toEqual([[1, 'a@x.eu']]);
    expect(await succeed('ana', 'SELECT count(*) FROM at_insights.default.dim_customers')).toEqual([[1]]);
    expect(await denial('bob', sql)).toContain('Access Denied');
    expect(await denial('nobody', sql)).toContain('Access Denied');
  });

  it('is denied what is not gold, what lies behind a view and what she was not granted', async () => {
    await denial('ana', 'SELECT * FROM at_insights.default.stg_customers');
    await denial('ana', 'SELECT * FROM at_customers.default.customers');
    await denial('ana', 'SELECT 1 FROM at_insights.default.dim_customers d, at_customers.default.customers c');
  });

  it('reads a view of the domain by the rights of the run that made it, and of it the granted columns only', async () => {
    expect(await succeed('ana', 'SELECT id FROM at_insights.default.v_customers')).toEqual([[1]]);
    await denial('ana', 'SELECT id, email FROM at_insights.default.v_customers');
    policy = buildPolicy({ ...GRANTED, domains: BASE.domains.map((domain) => ({ ...domain, inputRelations: [] })) });
    expect(await denial('ana', 'SELECT id FROM at_insights.default.v_customers')).toContain('View owner');
  });

  it('finds in listings what she may read and nothing else', async () => {
    expect(namesOf(await succeed('ana', 'SHOW CATALOGS'))).toEqual(['at_insights', 'at_lake', 'system']);
    expect(namesOf(await succeed('ana', 'SHOW TABLES FROM at_insights.default'))).toEqual(['dim_customers', 'v_customers']);
    expect(namesOf(await succeed('ana', 'DESCRIBE at_insights.default.v_customers'))).toEqual(['id']);
    const columns = "SELECT column_name FROM at_insights.information_schema.columns WHERE table_schema = 'default' ORDER BY 1";
    expect(namesOf(await succeed('ana', columns))).toEqual(['email', 'id', 'id']);
    expect(namesOf(await succeed('bob', 'SHOW CATALOGS'))).toEqual(['system']);
    await denial('bob', 'SHOW TABLES FROM at_insights.default');
  });

  it('does not get past a table’s rights by its files, the engine’s queries, functions or another name', async () => {
    expect(await succeed('ana', 'SELECT * FROM at_lake.s.orders')).toEqual([[1]]);
    await denial('ana', 'SELECT * FROM at_lake.s."orders$files"');
    await denial('ana', 'SELECT "$path" FROM at_lake.s.orders');
    await denial('ana', "SELECT * FROM TABLE(at_lake.system.table_changes('s', 'orders', 1, 2))");
    await denial('ana', 'SELECT query FROM system.runtime.queries');
    await denial('ana', 'ALTER TABLE at_lake.s.orders EXECUTE optimize');
    await denial('ana', 'SHOW CREATE VIEW at_insights.default.v_customers');
    expect((await runOnTrino('ines', 'SELECT file_path FROM at_lake.s."orders$files"')).errorName).toBeNull();
    await denial('ines', 'SELECT * FROM at_lake.s.orders', { 'x-trino-original-user': 'ana' });
    await denial('ana', 'SET SESSION AUTHORIZATION ines', { 'x-trino-client-capabilities': 'SESSION_AUTHORIZATION' });
  });

  it('writes nothing, makes no catalog and sets no setting that is not known to be harmless', async () => {
    await denial('ana', 'INSERT INTO at_insights.default.dim_customers VALUES (2, NULL)');
    await denial('ana', 'DROP TABLE at_insights.default.dim_customers');
    await denial('ana', 'CREATE TABLE at_insights.default.mine AS SELECT 1 AS id');
    await denial('ana', 'CREATE CATALOG at_mine USING tpch');
    await denial(RUN, 'CREATE CATALOG at_mine USING tpch');
    await denial('ana', 'SET SESSION hide_inaccessible_columns = true');
    expect(await succeed('ana', "SET SESSION query_max_run_time = '1m'")).toEqual([]);
  });
});

describe('the identities of Weft on a real Trino', () => {
  it('a run writes its own domain’s catalogs and no other', async () => {
    await succeed(RUN, 'CREATE OR REPLACE VIEW at_insights.default.v2 AS SELECT 1 AS one');
    await succeed(RUN, 'DROP VIEW at_insights.default.v2');
    await succeed(RUN, 'CREATE OR REPLACE TABLE at_lake.s.replaced AS SELECT 2 AS two');
    await succeed(RUN, 'DROP TABLE at_lake.s.replaced');
    await denial(RUN, 'CREATE TABLE at_customers.default.mine AS SELECT 1 AS id');
    await denial(RUN, 'INSERT INTO at_customers.default.customers VALUES (2, NULL)');
    await denial(RUN_CUSTOMERS, 'SELECT * FROM at_insights.default.dim_customers');
  });

  it('a run adopts no files by a table’s or a schema’s location', async () => {
    await denial(RUN, "CREATE TABLE at_lake.s.elsewhere (id integer) WITH (location = 'local:///elsewhere')");
    await denial(RUN, "CREATE SCHEMA at_lake.elsewhere WITH (location = 'local:///elsewhere')");
    await succeed(RUN, "CREATE TABLE at_lake.s.parted (id integer) WITH (partitioning = ARRAY['id'])");
    await succeed(RUN, 'DROP TABLE at_lake.s.parted');
  });

  it('the catalog’s identity sees the metadata of all and no row', async () => {
    const tables = "SELECT table_name FROM at_customers.information_schema.columns WHERE table_schema = 'default' ORDER BY 1";
    expect(namesOf(await succeed('weft_catalog', tables))).toEqual(['customers', 'customers']);
    await denial('weft_catalog', 'SELECT * FROM at_customers.default.customers');
    await denial('weft_catalog', 'SELECT count(*) FROM at_insights.default.dim_customers');
  });

  it('the identity that makes catalogs does nothing else, and the one kept for expressions nothing at all', async () => {
    await denial('weft_apply', 'SELECT * FROM at_insights.default.dim_customers');
    await denial('weft_policy', 'SELECT 1');
  });
});

describe('changes and failures', () => {
  it('a revoked grant is gone at the next statement, and a new one is there', async () => {
    const sql = 'SELECT id FROM at_insights.default.dim_customers';
    expect(await succeed('ana', sql)).toEqual([[1]]);
    policy = buildPolicy(BASE);
    const revoked = performance.now();
    await denial('ana', sql);
    expect(performance.now() - revoked).toBeLessThan(1000);
    policy = buildPolicy(GRANTED);
    expect(await succeed('ana', sql)).toEqual([[1]]);
  });

  it('each question is in the audit with its reason', async () => {
    await succeed('ana', 'SELECT id FROM at_insights.default.dim_customers');
    await denial('bob', 'SELECT id FROM at_insights.default.dim_customers');
    const selects = entries.filter(({ object }) => object.startsWith('at_insights.default.dim_customers'));
    expect(selects).toMatchObject([
      { principal: 'ana', allow: true, reasonCode: 'GRANTED', grantId: 'grant-at_insights.default.dim_customers' },
    ]);
    expect(entries.filter(({ principal, allow }) => principal === 'bob' && !allow)).toMatchObject([
      { operation: 'AccessCatalog', object: 'at_insights' },
    ]);
  });

  it('without a fresh policy, and without the service, nothing is allowed to anybody', async () => {
    policy = null;
    expect(await runOnTrino(RUN, 'SELECT 1')).toMatchObject({ errorName: 'GENERIC_INTERNAL_ERROR', rows: [] });
    policy = buildPolicy(GRANTED);
    await server.close();
    for (const user of ['ana', 'ines', RUN, 'weft_apply']) {
      expect(await runOnTrino(user, 'SELECT 1')).toMatchObject({ errorName: 'GENERIC_INTERNAL_ERROR', rows: [] });
    }
    await listen();
    expect(await succeed('ana', 'SELECT 1')).toEqual([[1]]);
  });
});
