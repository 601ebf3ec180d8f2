import type { RelationName } from '@weft/kernel';
import { buildPolicy, type Policy, type PolicySnapshot } from '@weft/policy';
import { testDuckdb, type TestDuckdb } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeStatement, type AuthorizedSelect } from './authorize-statement.js';
import type { StatementRefusal } from './statement-refusal.js';

const DIM = 'insights.default.dim_customers';
const NOW = new Date('2026-01-15T00:00:00Z');

const snapshot: PolicySnapshot = {
  version: '1',
  principals: [
    { name: 'ana', kind: 'person', active: true, teams: ['marketing'] },
    { name: 'bob', kind: 'person', active: true, teams: ['finance'] },
    { name: 'cut', kind: 'person', active: true, teams: ['marketing'] },
    { name: 'ines', kind: 'person', active: true, teams: ['insights_team'] },
    { name: 'gone', kind: 'person', active: false, teams: ['insights_team'] },
  ],
  domains: [
    { name: 'customers', ownerTeam: 'customers_team', inputRelations: [] },
    { name: 'insights', ownerTeam: 'insights_team', inputRelations: ['customersdb.public.customers'] },
  ],
  catalogs: [
    { name: 'customersdb', domain: 'customers' },
    { name: 'insights', domain: 'insights' },
  ],
  ports: [
    { name: 'insights/customer_insights/dim_customers', domain: 'insights', relation: DIM, layer: 'gold' },
    { name: 'insights/customer_insights/fct_orders', domain: 'insights', relation: 'insights.default.fct_orders', layer: 'gold' },
    {
      name: 'customers/customer_records/customers',
      domain: 'customers',
      relation: 'customersdb.public.customers',
      layer: 'bronze',
    },
  ],
  grants: [
    {
      id: 'g1',
      principal: 'ana',
      relation: DIM,
      columns: null,
      validFrom: '2026-01-01T00:00:00Z',
      validTo: '2026-02-01T00:00:00Z',
    },
    { id: 'g2', principal: 'cut', relation: DIM, columns: ['id', 'note'], validFrom: '2026-01-01T00:00:00Z', validTo: null },
  ],
};
const policy = buildPolicy(snapshot);

let duckdb: TestDuckdb;

beforeAll(async () => {
  duckdb = await testDuckdb('customersdb', 'insights');
  const owner = { user: 'owner' };
  for (const sql of [
    'CREATE SCHEMA customersdb.public',
    `CREATE TABLE customersdb.public.customers AS SELECT 1 AS id, 'secret@x' AS email`,
    'CREATE SCHEMA insights."default"',
    `CREATE TABLE insights."default".dim_customers AS SELECT 1 AS id, 'gold' AS note, 42 AS value`,
    `CREATE TABLE insights."default".fct_orders AS SELECT 7 AS order_id, 1 AS id`,
    `CREATE TABLE insights."default".hidden AS SELECT 'secret' AS secret`,
  ]) {
    await duckdb.engine.execute(owner, sql);
  }
});

afterAll(() => duckdb.close());

type Session = { catalog?: string; schema?: string };

function authorize(principal: string, sql: string, session: Session = {}, by: Policy = policy) {
  const columnsOf = (relation: RelationName) => duckdb.engine.listColumns({ user: principal }, relation);
  return authorizeStatement({ sql, principal, session, policy: by, now: NOW, columnsOf, inspector: duckdb.engine });
}

async function allowed(principal: string, sql: string, session: Session = {}): Promise<AuthorizedSelect> {
  const result = await authorize(principal, sql, session);
  if (!result.ok) throw new Error(`${sql} was refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function rowsOf(principal: string, sql: string, session: Session = {}): Promise<unknown[]> {
  const statement = await allowed(principal, sql, session);
  const rows: unknown[] = [];
  for await (const row of await duckdb.engine.stream(statement.session, statement.sql, { columns: statement.columns }))
    rows.push(row);
  return rows;
}

/** `denied NO_GRANT customersdb.public.customers`, or `refused SQL_NOT_SUPPORTED`. */
async function outcome(principal: string, sql: string, session: Session = {}): Promise<string> {
  const result = await authorize(principal, sql, session);
  return result.ok ? `allowed ${result.value.sql}` : describeRefusal(result.error);
}

function describeRefusal(refusal: StatementRefusal): string {
  if (refusal.kind === 'refused') return `refused ${refusal.diagnostics[0]?.code}`;
  const { relation, decision } = refusal;
  return `denied ${decision.reasonCode} ${relation ? `${relation.catalog}.${relation.schema}.${relation.table}` : '-'}`;
}

const INSIGHTS = { catalog: 'insights', schema: 'default' };

describe('a relation', () => {
  it('is read by who has a grant, and by nobody else', async () => {
    expect(await rowsOf('ana', `SELECT * FROM ${DIM}`)).toEqual([[1, 'gold', 42]]);
    expect(await outcome('bob', `SELECT * FROM ${DIM}`)).toBe(`denied NO_GRANT ${DIM}`);
    expect(await outcome('gone', `SELECT * FROM ${DIM}`)).toMatch(/^denied UNKNOWN_PRINCIPAL/);
    expect(await outcome('nobody', 'SELECT 1')).toMatch(/^denied UNKNOWN_PRINCIPAL/);
  });

  it('is found by two parts and by one through the session, and only where the session points', async () => {
    expect(await rowsOf('ana', 'SELECT id FROM "default".dim_customers', { catalog: 'insights' })).toEqual([[1]]);
    expect(await rowsOf('ana', 'SELECT id FROM dim_customers', INSIGHTS)).toEqual([[1]]);
    expect(await outcome('ana', 'SELECT id FROM dim_customers')).toBe('refused SQL_NAME_INCOMPLETE');
    expect(await outcome('ana', 'SELECT id FROM customers', { catalog: 'customersdb', schema: 'public' })).toMatch(/^denied/);
  });

  it('is the same in any case and any quotes', async () => {
    expect(await rowsOf('ana', 'SELECT "ID" FROM INSIGHTS."Default"."DIM_Customers" AS T')).toEqual([[1]]);
    expect(await outcome('ana', 'SELECT * FROM CustomersDB."PUBLIC".Customers')).toMatch(/^denied NOT_GOLD/);
    expect(await outcome('ana', 'SELECT * FROM "insights.default.dim_customers"', INSIGHTS)).toMatch(/^denied/);
  });

  it('that is missing and one that is hidden look alike', async () => {
    const hidden = await outcome('ana', 'SELECT * FROM insights.default.hidden');
    expect(hidden).toBe('denied NOT_A_PORT insights.default.hidden');
    expect(await outcome('ana', 'SELECT * FROM insights.default.nothing')).toBe('denied NOT_A_PORT insights.default.nothing');
    expect(await outcome('ana', 'SELECT nosuch FROM insights.default.hidden')).toBe(hidden);
    expect(await outcome('ines', 'SELECT * FROM insights.default.nothing')).toBe('refused SQL_RELATION_NOT_FOUND');
    expect(await rowsOf('ines', 'SELECT * FROM insights.default.hidden')).toEqual([['secret']]);
  });

  it('is decided at the time of the question', async () => {
    const late = { sql: `SELECT id FROM ${DIM}`, principal: 'ana', session: {}, policy, now: new Date('2026-03-01T00:00:00Z') };
    const result = await authorizeStatement({ ...late, columnsOf: () => Promise.resolve([]), inspector: duckdb.engine });
    expect(result.ok ? 'allowed' : describeRefusal(result.error)).toBe(`denied GRANT_EXPIRED ${DIM}`);
  });
});

describe('a relation that is hidden somewhere in the statement is denied', () => {
  it.each([
    ['join', `SELECT d.id FROM ${DIM} d JOIN customersdb.public.customers c ON c.id = d.id`],
    ['comma', `SELECT d.id FROM ${DIM} d, customersdb.public.customers c`],
    ['WITH', `WITH x AS (SELECT * FROM customersdb.public.customers) SELECT * FROM x`],
    ['WITH that is not used', `WITH x AS (SELECT * FROM customersdb.public.customers) SELECT id FROM ${DIM}`],
    ['subquery in FROM', `SELECT * FROM (SELECT * FROM customersdb.public.customers) AS q`],
    ['IN', `SELECT id FROM ${DIM} WHERE id IN (SELECT id FROM customersdb.public.customers)`],
    ['EXISTS', `SELECT id FROM ${DIM} d WHERE EXISTS (SELECT 1 FROM customersdb.public.customers c WHERE c.id = d.id)`],
    ['scalar subquery', `SELECT (SELECT max(email) FROM customersdb.public.customers) FROM ${DIM}`],
    [
      'correlated scalar subquery',
      `SELECT (SELECT max(c.email) FROM customersdb.public.customers c WHERE c.id = d.id) FROM ${DIM} d`,
    ],
    ['ORDER BY', `SELECT id FROM ${DIM} ORDER BY (SELECT max(email) FROM customersdb.public.customers)`],
    ['HAVING', `SELECT count(*) FROM ${DIM} HAVING (SELECT count(*) FROM customersdb.public.customers) > 0`],
    ['UNION', `SELECT note FROM ${DIM} UNION ALL SELECT email FROM customersdb.public.customers`],
    ['EXCEPT', `SELECT note FROM ${DIM} EXCEPT SELECT email FROM customersdb.public.customers`],
    ['INTERSECT', `SELECT note FROM ${DIM} INTERSECT (SELECT email FROM customersdb.public.customers)`],
    ['UNNEST', `SELECT x FROM UNNEST(ARRAY[(SELECT max(email) FROM customersdb.public.customers)]) AS t(x)`],
    [
      'UNNEST beside an allowed relation',
      `SELECT x FROM ${DIM} CROSS JOIN UNNEST(ARRAY[(SELECT max(email) FROM customersdb.public.customers)]) AS t(x)`,
    ],
    ['an aggregate of arrays', `SELECT (SELECT array_agg(email) FROM customersdb.public.customers) FROM ${DIM}`],
    [
      'the order of an aggregate',
      `SELECT listagg(note, ',') WITHIN GROUP (ORDER BY (SELECT max(email) FROM customersdb.public.customers)) FROM ${DIM}`,
    ],
    ['a lambda', `SELECT transform(ARRAY[id], x -> (SELECT max(email) FROM customersdb.public.customers)) FROM ${DIM}`],
    ['a subscript', `SELECT ARRAY[id][(SELECT count(*) FROM customersdb.public.customers)] FROM ${DIM}`],
    ['ROLLUP', `SELECT email FROM customersdb.public.customers GROUP BY ROLLUP (email)`],
    ['parentheses', `(SELECT email FROM customersdb.public.customers)`],
    ['CASE', `SELECT CASE WHEN id = 1 THEN (SELECT max(email) FROM customersdb.public.customers) END FROM ${DIM}`],
    ['JOIN condition', `SELECT a.id FROM ${DIM} a JOIN ${DIM} b ON a.id = (SELECT max(id) FROM customersdb.public.customers)`],
    ['alias like an allowed relation', `SELECT dim_customers.email FROM customersdb.public.customers AS dim_customers`],
    ['count(*) alone', `SELECT count(*) FROM customersdb.public.customers`],
    ['LATERAL', `SELECT * FROM ${DIM} d, LATERAL (SELECT email FROM customersdb.public.customers) l`],
    ['comment', `SELECT id FROM /* ${DIM} */ customersdb.public.customers -- ${DIM}`],
    ['nested comment', `SELECT id FROM ${DIM} /* /* */ JOIN customersdb.public.customers c ON TRUE -- */`],
    ['pivot', `SELECT * FROM customersdb.public.customers PIVOT (max(email) FOR id IN (1))`],
    ['sample', `SELECT * FROM customersdb.public.customers TABLESAMPLE BERNOULLI (100)`],
    ['window', `SELECT max(email) OVER () FROM customersdb.public.customers`],
    ['VALUES', `SELECT * FROM (VALUES ((SELECT max(email) FROM customersdb.public.customers))) AS t(x)`],
  ])('in %s', async (_, sql) => {
    expect(await outcome('ana', sql)).toMatch(/^denied (NOT_GOLD|NO_GRANT|NOT_A_PORT) customersdb\.public\.customers$/);
  });
});

it('what was granted is unnested, grouped and set apart as it is read', async () => {
  const rows = (sql: string) => rowsOf('ana', sql);
  expect(await rows(`SELECT x FROM ${DIM} CROSS JOIN UNNEST(ARRAY[note, 'b']) AS t(x) ORDER BY 1`)).toEqual([['b'], ['gold']]);
  expect(await rows(`SELECT note, count(*) FROM ${DIM} GROUP BY ROLLUP (note) ORDER BY 1`)).toEqual([
    ['gold', '1'],
    [null, '1'],
  ]);
  expect(await rows(`SELECT note FROM ${DIM} EXCEPT SELECT 'x'`)).toEqual([['gold']]);
  expect(await rows(`SELECT transform(array_agg(note), x -> upper(x)) FROM ${DIM}`)).toEqual([[['GOLD']]]);
  const unread = await outcome('cut', `SELECT x FROM ${DIM} CROSS JOIN UNNEST(ARRAY[value]) AS t(x)`);
  expect(unread).toMatch(/^denied \w+ insights\.default\.dim_customers$/);
});

describe('a WITH query', () => {
  it('that shadows a relation is no relation', async () => {
    const sql = `WITH hidden AS (SELECT id FROM ${DIM}) SELECT * FROM hidden`;
    expect(await rowsOf('ana', sql, INSIGHTS)).toEqual([[1]]);
  });

  it('does not shadow a complete name, nor itself, nor what stands before it or outside of it', async () => {
    const denied = 'denied NOT_A_PORT insights.default.hidden';
    expect(await outcome('ana', `WITH hidden AS (SELECT 1 AS x) SELECT * FROM insights.default.hidden`)).toBe(denied);
    expect(await outcome('ana', `WITH hidden AS (SELECT 1 AS x) SELECT * FROM "default".hidden`, INSIGHTS)).toBe(denied);
    expect(await outcome('ana', `WITH hidden AS (SELECT * FROM hidden) SELECT * FROM hidden`, INSIGHTS)).toBe(denied);
    expect(await outcome('ana', `WITH a AS (SELECT * FROM hidden), hidden AS (SELECT 1 AS x) SELECT * FROM a`, INSIGHTS)).toBe(
      denied,
    );
    expect(await outcome('ana', `SELECT * FROM (WITH hidden AS (SELECT 1 AS x) SELECT * FROM hidden) q, hidden`, INSIGHTS)).toBe(
      denied,
    );
    expect(await outcome('ana', `WITH RECURSIVE hidden AS (SELECT * FROM hidden) SELECT * FROM hidden`, INSIGHTS)).toMatch(
      /^refused/,
    );
  });
});

describe('columns', () => {
  it('are decided one by one: those of the grant are read, others are not', async () => {
    expect(await rowsOf('cut', `SELECT id, note FROM ${DIM}`)).toEqual([[1, 'gold']]);
    expect(await outcome('cut', `SELECT value FROM ${DIM}`)).toBe(`denied COLUMN_NOT_GRANTED ${DIM}`);
    expect(await rowsOf('cut', `SELECT count(*) FROM ${DIM}`)).toEqual([['1']]);
  });

  it.each([
    ['*', `SELECT * FROM ${DIM}`],
    ['relation.*', `SELECT d.* FROM ${DIM} d`],
    ['* in a subquery, not used', `SELECT id FROM (SELECT * FROM ${DIM}) q`],
    ['WHERE', `SELECT id FROM ${DIM} WHERE value > 40`],
    ['ORDER BY', `SELECT id FROM ${DIM} ORDER BY value`],
    ['GROUP BY', `SELECT count(*) FROM ${DIM} GROUP BY value`],
    ['HAVING', `SELECT count(*) FROM ${DIM} HAVING max(value) > 1`],
    ['JOIN', `SELECT a.id FROM ${DIM} a JOIN ${DIM} b ON a.id = b.value`],
    ['USING', `SELECT a.id FROM ${DIM} a JOIN ${DIM} b USING (value)`],
    ['FILTER', `SELECT count(*) FILTER (WHERE value > 1) FROM ${DIM}`],
    ['correlation', `SELECT id FROM ${DIM} d WHERE EXISTS (SELECT 1 WHERE d.value = 42)`],
    ['other case', `SELECT "VALUE" FROM ${DIM}`],
    ['renamed', `SELECT q.c FROM ${DIM} AS q (a, b, c)`],
    ['qualified', `SELECT insights.default.dim_customers.value FROM ${DIM}`],
    ['WITH', `WITH q (a, b) AS (SELECT id, value FROM ${DIM}) SELECT a FROM q`],
  ])('of a relation are denied when read by %s', async (_, sql) => {
    expect(await outcome('cut', sql)).toBe(`denied COLUMN_NOT_GRANTED ${DIM}`);
    expect(await outcome('ana', sql)).toMatch(/^allowed/);
  });

  it('of an alias named like another column stay what they are', async () => {
    expect(await rowsOf('cut', `SELECT id AS value FROM ${DIM} ORDER BY value`)).toEqual([[1]]);
    expect(await outcome('cut', `SELECT note AS id FROM ${DIM} WHERE value = 1`)).toMatch(/^denied COLUMN_NOT_GRANTED/);
  });
});

describe('what is no plain SELECT of relations is refused, whoever asks', () => {
  it.each([
    ...[`SELECT * FROM '/etc/passwd'`, `SELECT * FROM read_csv('/etc/passwd')`, `SELECT * FROM read_text('/etc/passwd')`],
    ...[`SELECT * FROM glob('/*')`, `SELECT getenv('HOME')`, `SELECT current_setting('lock_configuration')`],
    ...[`SELECT * FROM duckdb_tables()`, `SELECT * FROM pragma_table_info('x')`, `SELECT * FROM query('SELECT 1')`],
    ...[`SELECT * FROM query_table('hidden')`, `SELECT * FROM parquet_scan('x')`, `SELECT * FROM sniff_csv('x')`],
    ...[`SELECT * FROM TABLE(system.query('x'))`, `SELECT * FROM UNNEST(1)`, `SELECT * FROM range(3)`],
    ...[`SELECT * FROM information_schema.tables`, `SELECT * FROM insights.information_schema.columns`],
    ...[`SELECT * FROM pg_catalog.pg_tables`, `SELECT * FROM system.runtime.queries`, `SELECT * FROM temp.main.x`],
    ...['SELECT 1; SELECT 2', `SELECT 1; DROP TABLE hidden`, '', ';', '-- nothing', 'INSERT INTO hidden SELECT 1'],
    ...[
      'UPDATE hidden SET secret = 1',
      'DELETE FROM hidden',
      'MERGE INTO hidden USING hidden x ON TRUE WHEN MATCHED THEN DELETE',
    ],
    ...['CREATE TABLE x AS SELECT 1', 'DROP TABLE hidden', 'ALTER TABLE hidden RENAME TO x', 'TRUNCATE TABLE hidden'],
    ...[
      `COPY hidden TO '/tmp/x'`,
      `ATTACH '/tmp/x' AS y`,
      'DETACH insights',
      `SET TimeZone = 'UTC'`,
      'USE insights',
      'PRAGMA version',
    ],
    ...[
      'INSTALL httpfs',
      `LOAD 'x'`,
      'CALL system.runtime.kill_query()',
      'EXECUTE x',
      'PREPARE x FROM SELECT 1',
      'VACUUM',
      'CHECKPOINT',
    ],
    ...[
      'SHOW TABLES',
      'SHOW CREATE TABLE hidden',
      'DESCRIBE hidden',
      'SUMMARIZE hidden',
      'EXPLAIN SELECT 1',
      'EXPLAIN ANALYZE SELECT 1',
    ],
    ...['FROM hidden', 'FROM hidden SELECT secret', 'TABLE hidden', 'PIVOT hidden ON secret', 'UNPIVOT hidden ON secret'],
    ...['SELECT #1 FROM hidden', 'SELECT hidden FROM hidden', 'SELECT h FROM hidden h', 'SELECT (h).secret FROM hidden h'],
    ...[
      'SELECT h.secret.x FROM hidden h',
      `SELECT COLUMNS('.*') FROM hidden`,
      'SELECT COLUMNS(*) FROM hidden',
      'SELECT * EXCLUDE (secret) FROM hidden',
    ],
    ...[
      `SELECT * REPLACE ('x' AS secret) FROM hidden`,
      'SELECT * FROM hidden USING SAMPLE 1',
      'SELECT * FROM hidden TABLESAMPLE SYSTEM (1)',
    ],
    ...[
      'SELECT secret FROM hidden QUALIFY TRUE',
      'SELECT ? FROM hidden',
      'SELECT $1 FROM hidden',
      'SELECT :x FROM hidden',
      'SELECT ALL secret FROM hidden',
    ],
    ...[
      'SELECT DISTINCT ON (secret) secret FROM hidden',
      'SELECT secret FROM hidden GROUP BY ALL',
      'SELECT secret FROM hidden ORDER BY ALL',
    ],
    ...[
      'SELECT secret::varchar FROM hidden',
      'SELECT TRY(secret) FROM hidden',
      `SELECT E'\\x41'`,
      `SELECT $$x$$`,
      'SELECT `secret` FROM hidden',
    ],
    ...[
      'SELECT secret FROM hidden FOR UPDATE',
      'SELECT secret INTO x FROM hidden',
      'SELECT TOP 1 secret FROM hidden',
      'SELECT secret FROM ONLY hidden',
    ],
    ...[
      'SELECT * FROM hidden SEMI JOIN hidden h ON TRUE',
      'SELECT * FROM hidden ASOF JOIN hidden h ON TRUE',
      'SELECT * FROM hidden POSITIONAL JOIN hidden h',
    ],
    ...['SELECT * FROM hidden NATURAL JOIN hidden h', 'SELECT secret FROM hidden UNION ALL BY NAME SELECT secret FROM hidden'],
    ...[
      'SELECT [secret] FROM hidden',
      `SELECT {'a': secret} FROM hidden`,
      'SELECT list_transform([1], x -> x)',
      `SELECT error('x')`,
      `SELECT secret COLLATE nocase FROM hidden`,
    ],
    ...[
      "SELECT secret FROM hidden FOR TIMESTAMP AS OF TIMESTAMP '2020-01-01 00:00:00'",
      'SELECT secret FROM hidden /*',
      'SELECT 1 AS x, x + 1',
    ],
    ...[
      'SELECT max(max(secret)) FROM hidden',
      'SELECT secret FROM hidden WHERE max(secret) = 1',
      'SELECT secret, count(*) FROM hidden',
      'SELECT * FROM hidden ORDER BY 2',
    ],
  ])('%s', async (sql) => {
    expect(await outcome('ines', sql, INSIGHTS)).toMatch(/^refused /);
  });

  it('while their plain neighbours are let through', async () => {
    expect(await rowsOf('ines', 'SELECT secret FROM hidden;', INSIGHTS)).toEqual([['secret']]);
    expect(await rowsOf('ines', 'VALUES (1)', INSIGHTS)).toEqual([[1]]);
    expect(await rowsOf('ines', `SELECT '/etc/passwd'`, INSIGHTS)).toEqual([['/etc/passwd']]);
  });

  it('and so are relations whose names only look like files or functions', async () => {
    await duckdb.engine.execute({ user: 'owner' }, `CREATE TABLE insights."default"."x.csv" AS SELECT 'mine' AS a`);
    expect(await rowsOf('ines', 'SELECT a FROM "x.csv"', INSIGHTS)).toEqual([['mine']]);
    expect(await outcome('ines', 'SELECT a FROM "y.csv"', INSIGHTS)).toBe('refused SQL_RELATION_NOT_FOUND');
    expect(await outcome('ana', 'SELECT a FROM "x.csv"', INSIGHTS)).toMatch(/^denied/);
  });
});

describe('a decision', () => {
  const filtered: Policy = {
    version: '1',
    decide: (principal, action, now) => ({ ...policy.decide(principal, action, now), rowFilters: [{ expression: 'id > 1' }] }),
  };
  const masked: Policy = {
    version: '1',
    decide: (principal, action, now) => ({
      ...policy.decide(principal, action, now),
      columnMasks: [{ column: 'note', expression: 'NULL' }],
    }),
  };

  it('that demands a row filter or a mask is refused, a plain one is not', async () => {
    for (const by of [filtered, masked]) {
      const result = await authorize('ana', `SELECT id FROM ${DIM}`, {}, by);
      expect(result.ok ? 'allowed' : describeRefusal(result.error)).toBe('refused ACCESS_NOT_ENFORCEABLE');
    }
    expect(await outcome('ana', `SELECT id FROM ${DIM}`)).toMatch(/^allowed/);
  });

  it('is returned for each relation, with the columns that were read', async () => {
    const statement = await allowed('ana', `SELECT d.note FROM ${DIM} d WHERE d.id = 1`);
    expect(statement.relations.map(({ columns }) => [...columns].sort())).toEqual([['id', 'note']]);
    expect(statement.decisions).toMatchObject([{ allow: true, reasonCode: 'GRANTED', grantId: 'g1' }]);
    expect(statement.columns).toEqual([{ name: 'note', type: 'varchar' }]);
    expect(statement.session).toEqual({ user: 'ana' });
    expect((await allowed('bob', 'SELECT 1')).decisions).toMatchObject([{ allow: true, reasonCode: 'ACTIVE_PRINCIPAL' }]);
  });
});
