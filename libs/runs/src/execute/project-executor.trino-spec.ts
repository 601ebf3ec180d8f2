import { buildPolicy, buildTrinoServer, type PolicySnapshot } from '@weft/access';
import { systemClock } from '@weft/kernel';
import { TrinoEngine } from '@weft/engine-trino';
import { runOnTrino, trinoForTests } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptProgress, type MeshRunRequest, runOnMesh } from './mesh-run.fixture.js';

const SNAPSHOT: PolicySnapshot = {
  version: '1',
  principals: [],
  domains: [
    { name: 'rt_insights', ownerTeam: 'insights_team', inputRelations: ['rt_orders.default.orders'] },
    { name: 'rt_orders', ownerTeam: 'orders_team', inputRelations: [] },
  ],
  catalogs: [
    { name: 'rt_insights', domain: 'rt_insights' },
    { name: 'rt_orders', domain: 'rt_orders' },
  ],
  ports: [],
  grants: [],
};
const policy = buildPolicy(SNAPSHOT);
const CATALOGS = ['rt_insights', 'rt_orders'];
const OWNER = 'weft_run_rt_orders';
const RUN = 'weft_run_rt_insights';

let server: ReturnType<typeof buildTrinoServer>;
let engine: TrinoEngine;

async function succeed(user: string, sql: string): Promise<readonly (readonly unknown[])[]> {
  const outcome = await runOnTrino(user, sql);
  if (outcome.errorName) throw new Error(`${user}: ${sql}: ${outcome.errorName} ${outcome.message}`);
  return outcome.rows;
}

beforeAll(async () => {
  const { policy: place } = trinoForTests();
  if (!place) throw new Error('this Trino asks no policy service');
  const audit = () => undefined;
  server = buildTrinoServer({ policy: () => policy, secretPath: place.secretPath, audit, clock: systemClock });
  await server.listen({ port: place.port, host: '127.0.0.1' });
  engine = new TrinoEngine({ url: trinoForTests().url });
  for (const catalog of CATALOGS) {
    await succeed('weft_apply', `DROP CATALOG IF EXISTS ${catalog}`);
    await succeed('weft_apply', `CREATE CATALOG ${catalog} USING memory`);
  }
  await succeed(OWNER, "CREATE TABLE rt_orders.default.orders AS SELECT 1 AS id, 'a' AS status");
  await succeed(OWNER, 'CREATE TABLE rt_orders.default.secrets AS SELECT 4711 AS secret');
});

afterAll(async () => {
  for (const catalog of CATALOGS) await runOnTrino('weft_apply', `DROP CATALOG IF EXISTS ${catalog}`);
  await engine.close();
  await server.close();
});

function run(schema: string, files: Record<string, string>, request: MeshRunRequest = {}) {
  const place = { catalog: 'rt_insights', schema };
  return runOnMesh({ engine, inspector: null, policy: () => policy, domain: 'rt_insights', place }, files, request);
}

describe('a mesh run on Trino', () => {
  it('builds seeds, incremental models and hooks twice, each query named before it runs', async () => {
    const files = {
      'seeds/countries.csv': 'code,name\nDE,Germany\n',
      'models/named.sql': `{{ config(materialized='incremental', post_hook="insert into {{ this }} select 'X', 'hook'") }}
select code, name from {{ ref('countries') }}`,
    };
    for (const rows of [2, 4]) {
      const { outcome, progress } = await run('built', files);
      expect(outcome, JSON.stringify([...progress.results])).toEqual({ status: 'SUCCEEDED', message: null });
      expect([...progress.queries.keys()].sort()).toEqual(['model.shop.named', 'seed.shop.countries']);
      expect(await succeed(RUN, 'SELECT count(*) FROM rt_insights.built.named')).toEqual([[rows]]);
    }
  });

  it('begins a snapshot', async () => {
    const files = {
      'models/s.yml': 'version: 2\nsources: [{ name: o, database: rt_orders, schema: default, tables: [{ name: orders }] }]\n',
      'snapshots/s.yml':
        "version: 2\nsnapshots:\n  - name: history\n    relation: source('o', 'orders')\n    config: { unique_key: id, strategy: check, check_cols: [status] }\n",
    };
    const { outcome, progress } = await run('snapped', files);
    expect(outcome, JSON.stringify([...progress.results])).toEqual({ status: 'SUCCEEDED', message: null });
    expect(await succeed(RUN, 'SELECT id, status FROM rt_insights.snapped.history WHERE dbt_valid_to IS NULL')).toEqual([
      [1, 'a'],
    ]);
  });

  it('ends the query that runs when it is aborted', async () => {
    const stop = new AbortController();
    const progress = new KeptProgress((event) => {
      if (event === 'querying model.shop.slow') setTimeout(() => stop.abort(new Error('CANCELLED')), 500);
    });
    const slow =
      "{{ config(materialized='table') }}select count(*) as n from unnest(sequence(1, 10000)) a cross join unnest(sequence(1, 10000)) b cross join unnest(sequence(1, 10000)) c";
    await expect(run('aborted', { 'models/slow.sql': slow }, { progress, signal: stop.signal })).rejects.toThrow('CANCELLED');
    expect(progress.events.filter((event) => event.startsWith('success'))).toEqual([]);
  });
});

describe('what macros, hooks and run_query of a project send to Trino', () => {
  const query = (relation: string) =>
    `{% set rows = run_query('select count(*) as n from ${relation}') %}select {{ rows.rows[0][0] if execute else 0 }} as n`;
  const hook = (sql: string) => `{{ config(materialized='table', pre_hook="${sql}") }}\nselect 1 as n`;

  it.each([
    ['run_query of an input port', query('rt_orders.default.orders'), 'success'],
    ['run_query of what is no input port', query('rt_orders.default.secrets'), 'error'],
    ['a hook that writes within the domain', hook('create table if not exists rt_insights.acts.mine (n integer)'), 'success'],
    ['a hook that writes another domain', hook('create table rt_orders.default.mine (n integer)'), 'error'],
    ['a hook that drops from another domain', hook('drop table rt_orders.default.orders'), 'error'],
  ])('is decided by the rights of the run: %s', async (_, sql, status) => {
    const { progress } = await run('acts', { 'models/a.sql': sql });
    expect(progress.statuses['a'], progress.messageOf('a')).toBe(status);
    if (status === 'error') expect(progress.messageOf('a')).toContain('ENGINE_ACCESS_DENIED');
    expect(await succeed(OWNER, 'SELECT count(*) FROM rt_orders.default.orders')).toEqual([[1]]);
  });
});
