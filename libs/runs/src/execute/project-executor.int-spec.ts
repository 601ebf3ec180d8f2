import { buildPolicy, type PolicySnapshot } from '@weft/access';
import { testDuckdb, type TestDuckdb } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptProgress, type MeshRunRequest, runOnMesh } from './mesh-run.fixture.js';

const SNAPSHOT: PolicySnapshot = {
  version: '1',
  principals: [],
  domains: [
    { name: 'insights', ownerTeam: 'insights_team', inputRelations: ['ordersdb.public.orders'] },
    { name: 'orders', ownerTeam: 'orders_team', inputRelations: [] },
  ],
  catalogs: [
    { name: 'insights', domain: 'insights' },
    { name: 'ordersdb', domain: 'orders' },
  ],
  ports: [],
  grants: [],
};
const policy = buildPolicy(SNAPSHOT);

let duckdb: TestDuckdb;
beforeAll(async () => {
  duckdb = await testDuckdb('insights', 'ordersdb');
  await execute('CREATE SCHEMA ordersdb.public');
});
afterAll(() => duckdb.close());

const execute = (sql: string) => duckdb.engine.execute({ user: 'owner' }, sql);

async function rowsOf(sql: string): Promise<unknown[]> {
  const rows = [];
  for await (const row of await duckdb.engine.stream({ user: 'owner' }, sql)) rows.push(row);
  return rows;
}

async function fill(...rows: string[]): Promise<void> {
  await execute(`CREATE OR REPLACE TABLE ordersdb.public.orders AS SELECT * FROM (VALUES ${rows.join(', ')}) AS t (id, status)`);
  await execute('CREATE OR REPLACE TABLE ordersdb.public.secrets AS SELECT 4711 AS secret');
}

function run(schema: string, files: Record<string, string>, request: MeshRunRequest = {}) {
  const { engine } = duckdb;
  const place = { catalog: 'insights', schema };
  return runOnMesh({ engine, inspector: engine, policy: () => policy, domain: 'insights', place }, files, request);
}

const SOURCES = `version: 2
sources:
  - name: o
    database: ordersdb
    schema: public
    tables: [{ name: orders }, { name: secrets }]
`;

describe('a mesh run on the embedded engine', () => {
  it.each(['append', 'delete+insert', 'merge'])(
    'builds an incremental model with %s, first whole and then what is new',
    async (strategy) => {
      const schema = `inc_${strategy.replace('+', '_')}`;
      const files = {
        'models/s.yml': SOURCES,
        'models/orders.sql': `{{ config(materialized='incremental', incremental_strategy='${strategy}', unique_key='id') }}
select id, status from {{ source('o', 'orders') }}{% if is_incremental() %} where id >= 2{% endif %}`,
      };
      await fill("(1, 'a')", "(2, 'b')");
      const first = await run(schema, files);
      expect(first.outcome, JSON.stringify([...first.progress.results])).toEqual({ status: 'SUCCEEDED', message: null });
      await fill("(1, 'x')", "(2, 'y')", "(3, 'z')");
      const second = await run(schema, files);
      expect(second.outcome).toEqual({ status: 'SUCCEEDED', message: null });
      const rows = await rowsOf(`SELECT id, status FROM insights.${schema}.orders ORDER BY id, status`);
      const kept =
        strategy === 'append'
          ? [
              [2, 'b'],
              [2, 'y'],
            ]
          : [[2, 'y']];
      expect(rows).toEqual([[1, 'a'], ...kept, [3, 'z']]);
      expect(await rowsOf(`SELECT count(*) FROM duckdb_tables() WHERE schema_name = '${schema}'`)).toEqual([['1']]);
    },
  );

  it('loads seeds, with a column of nulls and quotes in texts, before the models that need them', async () => {
    const files = {
      'seeds/countries.csv': 'code,name,since,nothing\nDE,"Ger\'many",2020-01-01,\nFR,France,2021-02-03,\n',
      'models/named.sql': "select name, since from {{ ref('countries') }} where code = 'DE'",
    };
    for (let time = 0; time < 2; time++) {
      const { outcome, progress } = await run('seeded', files);
      expect(outcome, JSON.stringify([...progress.results])).toEqual({ status: 'SUCCEEDED', message: null });
      expect(progress.nodes.map(({ name, resourceType, relationName }) => [name, resourceType, relationName])).toEqual([
        ['countries', 'seed', 'insights.seeded.countries'],
        ['named', 'model', 'insights.seeded.named'],
      ]);
    }
    expect(await rowsOf('SELECT * FROM insights.seeded.named')).toEqual([["Ger'many", '2020-01-01']]);
    expect(await rowsOf('SELECT count(*) FROM insights.seeded.countries')).toEqual([['2']]);
  });

  it('takes the properties of Trino\u2019s tables, which change no row, and says that it has no upkeep of them', async () => {
    const properties =
      "properties={'format': \"'PARQUET'\", 'partitioning': \"ARRAY['n']\", 'sorted_by': \"ARRAY['n']\", 'format_version': '2'}";
    const files = {
      'models/kept.sql': `{{ config(materialized='table', ${properties}) }}select 1 as n`,
      'models/grown.sql': `{{ config(materialized='incremental', unique_key='n', incremental_strategy='merge', ${properties}) }}select 1 as n`,
      'models/placed.sql': `{{ config(materialized='table', properties={'location': "'s3://elsewhere'"}) }}select 1 as n`,
      'models/expired.sql': "{{ config(materialized='table', expire_snapshots=true) }}select 1 as n",
      'models/packed.sql': "{{ config(materialized='table', optimize=true) }}select 1 as n",
    };
    const { progress } = await run('properties', files);
    expect(progress.statuses).toEqual({ kept: 'success', grown: 'success', placed: 'error', expired: 'error', packed: 'error' });
    expect(progress.messageOf('placed')).toContain('PROPERTY_NOT_ALLOWED');
    for (const name of ['expired', 'packed'])
      expect(progress.messageOf(name)).toMatch(/SQL_NOT_SUPPORTED[^]*optimize and expire_snapshots are for Trino/);
    expect(await rowsOf('SELECT n FROM insights.properties.grown')).toEqual([[1]]);
  });

  it('refuses what the embedded engine has not by its name, and goes on with the rest', async () => {
    const files = { 'models/a.sql': 'select 1 as n', 'models/b.sql': 'select approx_distinct(n) as n from (values 1) as t(n)' };
    const { progress } = await run('refused', files);
    expect(progress.statuses).toEqual({ a: 'success', b: 'error' });
    expect(progress.messageOf('b')).toMatch(/'approx[_ ]distinct.*' is not supported on the embedded engine/);
  });

  it('runs hooks of the project and of a model, which are nodes of the run', async () => {
    const files = {
      'models/a.sql': '{{ config(materialized=\'table\', post_hook="insert into {{ this }} select 2 as n") }}\nselect 1 as n',
      'macros/h.sql':
        '{% macro log_table() %}create table if not exists {{ target.database }}.{{ target.schema }}.log (n integer){% endmacro %}',
      'dbt_project.yml':
        "name: shop\nversion: '1.0'\nprofile: shop\non-run-start: ['create schema if not exists insights.hooked', '{{ log_table() }}']\non-run-end: ['insert into insights.hooked.log select 7']\n",
    };
    const { outcome, progress } = await run('hooked', files);
    expect(outcome, JSON.stringify([...progress.results])).toEqual({ status: 'SUCCEEDED', message: null });
    expect(progress.nodes.map(({ resourceType }) => resourceType)).toEqual(['operation', 'operation', 'model', 'operation']);
    expect(await rowsOf('SELECT n FROM insights.hooked.a ORDER BY n')).toEqual([[1], [2]]);
    expect(await rowsOf('SELECT n FROM insights.hooked.log')).toEqual([[7]]);
  });
});

const MODEL = 'select 1 as n';

describe('what macros, hooks and run_query of a project send', () => {
  const query = (relation: string) =>
    `{% set rows = run_query('select count(*) as n from ${relation}') %}select {{ rows.rows[0][0] if execute else 0 }} as n`;
  const hook = (sql: string) => `{{ config(materialized='table', pre_hook="${sql}") }}\n${MODEL}`;

  it.each([
    ['run_query of an input port', query('ordersdb.public.orders'), 'success', 'OK'],
    ['run_query of what is no input port', query('ordersdb.public.secrets'), 'error', 'ordersdb.public.secrets'],
    ['a hook that writes within the domain', hook('create table if not exists insights.acts.mine (n integer)'), 'success', 'OK'],
    ['a hook that writes another domain', hook('create table ordersdb.public.mine (n integer)'), 'error', 'ordersdb.public.mine'],
    ['a hook that empties another domain', hook('delete from ordersdb.public.orders'), 'error', 'ordersdb.public.orders'],
    ['a hook that changes rows within the domain', hook('update insights.acts.mine set n = n + 1 where n > 0'), 'success', 'OK'],
    [
      'a hook that changes rows of another domain',
      hook("update ordersdb.public.orders set status = 'x'"),
      'error',
      'ordersdb.public.orders',
    ],
    [
      'a hook that changes rows by what it may not read',
      hook('update insights.acts.mine set n = (select max(secret) from ordersdb.public.secrets)'),
      'error',
      'ordersdb.public.secrets',
    ],
    [
      'a hook that changes rows where what it may not read says so',
      hook('update insights.acts.mine set n = 1 where n in (select secret from ordersdb.public.secrets)'),
      'error',
      'ordersdb.public.secrets',
    ],
    [
      'a hook that changes rows and more',
      hook('update insights.acts.mine set n = 1; drop table ordersdb.public.orders'),
      'error',
      'ordersdb.public.orders',
    ],
    [
      'a hook that changes rows with those of another relation',
      hook('update insights.acts.mine set n = 1 from ordersdb.public.secrets'),
      'error',
      'SQL_',
    ],
    ['a listing of the engine', query('system.metadata.table_comments'), 'error', 'cannot be queried'],
    ['a hook that drops from another domain', hook('drop table ordersdb.public.orders'), 'error', 'ordersdb.public.orders'],
    [
      'a hook that copies what it may not read',
      hook('create table insights.acts.copy as select secret from ordersdb.public.secrets'),
      'error',
      'ordersdb.public.secrets',
    ],
    [
      'a hook that names a file',
      hook("copy insights.acts.a to '/tmp/x'"),
      'error',
      "'copy' is not supported on the embedded engine",
    ],
    ['a hook that changes settings', hook('set threads = 1'), 'error', "'set' is not supported on the embedded engine"],
    [
      'a hook of two statements',
      hook('delete from insights.acts.mine; drop table ordersdb.public.orders'),
      'error',
      'ordersdb.public.orders',
    ],
    ['a foreign table function', query("read_csv(''/etc/passwd'')"), 'error', 'SQL_'],
  ])('is decided by the rights of the run: %s', async (_, sql, status, message) => {
    await fill("(1, 'a')");
    const { progress } = await run('acts', { 'models/a.sql': sql });
    expect([progress.statuses['a'], progress.messageOf('a')]).toEqual([status, expect.stringContaining(message) as string]);
    expect(await rowsOf('SELECT count(*) FROM ordersdb.public.orders')).toEqual([['1']]);
  });

  it('leaves no value of the data in a message or a line, only in the detail for the owner team', async () => {
    await fill("(1, 'hidden-value')");
    const read = "{% set rows = run_query('select status from ordersdb.public.orders') %}{% if execute %}";
    const files = {
      'models/raised.sql': `${read}{% do exceptions.raise_compiler_error(rows.rows[0][0]) %}{% endif %}${MODEL}`,
      'models/logged.sql': `${read}{% do log(rows.rows[0][0], info=true) %}{% endif %}${MODEL}`,
      'models/spliced.sql': `${read}select "{{ rows.rows[0][0] }}" as n{% else %}${MODEL}{% endif %}`,
    };
    const { progress, outcome } = await run('quiet', files);
    expect(progress.statuses).toEqual({ raised: 'error', logged: 'success', spliced: 'error' });
    const said = [
      outcome.message,
      ...progress.logs.map(({ message }) => message),
      ...[...progress.results.values()].map(({ message }) => message),
    ];
    expect(said.join('\n')).not.toContain('hidden-value');
    const details = [...progress.logs, ...progress.results.values()].filter(({ detail }) => detail?.includes('hidden-value'));
    expect(details).toHaveLength(3);
  });
});

describe('the listing of a catalog', () => {
  it('holds what the run may see and nothing else', async () => {
    await fill("(1, 'a')");
    const listed = (catalog: string) =>
      `{{ config(materialized='table') }}select table_name, table_type from ${catalog}.information_schema.tables where table_schema in ('public', 'listed')`;
    const { outcome, progress } = await run('listed', {
      'models/s.yml': SOURCES,
      'models/v.sql': "{{ config(materialized='view') }}select id, status from {{ source('o', 'orders') }}",
      'models/mine.sql': `-- depends_on: {{ ref('v') }}\n${listed('insights')}`,
      'models/theirs.sql': listed('ordersdb'),
      'models/fields.sql': `-- depends_on: {{ ref('v') }}\n{{ config(materialized='table') }}select column_name, ordinal_position, is_nullable, data_type from insights.information_schema.columns where table_name = 'v'`,
      'models/places.sql':
        "-- depends_on: {{ ref('v') }}\n{{ config(materialized='table') }}select count(*) as n from insights.information_schema.schemata where schema_name = 'listed'",
    });
    expect(outcome, JSON.stringify([...progress.results])).toEqual({ status: 'SUCCEEDED', message: null });
    expect(await rowsOf("SELECT * FROM insights.listed.mine WHERE table_name = 'v'")).toEqual([['v', 'VIEW']]);
    expect(await rowsOf('SELECT * FROM insights.listed.theirs')).toEqual([['orders', 'BASE TABLE']]);
    expect(await rowsOf('SELECT * FROM insights.listed.fields ORDER BY ordinal_position')).toEqual([
      ['id', '1', 'YES', 'integer'],
      ['status', '2', 'YES', 'varchar'],
    ]);
    expect(await rowsOf('SELECT n FROM insights.listed.places')).toEqual([['1']]);
  });
});

describe('the course of a mesh run', () => {
  const CHAIN = {
    'models/a.sql': MODEL,
    'models/b.sql': "select n / 0 as n from {{ ref('a') }}",
    'models/c.sql': "select n from {{ ref('b') }}",
    'models/t.yml': 'version: 2\nmodels:\n  - { name: a, columns: [{ name: n, data_tests: [not_null] }] }\n',
  };

  it('names each query before it runs, and skips what comes after a failure', async () => {
    const files = { ...CHAIN, 'models/b.sql': "{{ config(materialized='table') }}select nosuch from {{ ref('a') }}" };
    const { outcome, progress } = await run('course', files);
    expect(progress.statuses).toMatchObject({ a: 'success', b: 'error', c: 'skipped' });
    expect(progress.messageOf('c')).toBe('Skipped: model.shop.b did not end well');
    expect(outcome.status).toBe('FAILED');
    expect(outcome.message).toMatch(/^1 node failed: model\.shop\.b: /);
    expect(progress.events.indexOf('querying model.shop.a')).toBeLessThan(progress.events.indexOf('success model.shop.a'));
  });

  it('does not run again what a former owner finished', async () => {
    const { progress } = await run('course', CHAIN, { completed: new Set(['model.shop.a']), select: ['a'], command: 'RUN' });
    expect([progress.nodes.map(({ name }) => name), progress.events]).toEqual([['a'], []]);
  });

  it('ends without results when it is aborted, and cancels what runs', async () => {
    const stop = new AbortController();
    const progress = new KeptProgress((event) => event === 'querying model.shop.slow' && stop.abort(new Error('CANCELLED')));
    const files = {
      'models/slow.sql': "{{ config(materialized='table') }}select 1 as n",
      'models/next.sql': "select n from {{ ref('slow') }}",
    };
    await expect(run('course', files, { progress, signal: stop.signal })).rejects.toThrow('CANCELLED');
    expect(progress.events.filter((event) => /next|success/.test(event))).toEqual([]);
  });

  it('says what is wrong with a hook that cannot be rendered', async () => {
    const files = {
      'models/a.sql': MODEL,
      'dbt_project.yml': "name: shop\nversion: '1.0'\nprofile: shop\non-run-start: '{{ nosuch.thing() }}'\n",
    };
    const { outcome } = await run('course', files);
    expect([outcome.status, outcome.message]).toEqual(['FAILED', expect.stringContaining('nosuch') as string]);
  });
});
