import { buildPolicy } from '@weft/access';
import { testDuckdb, type TestDuckdb } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MeshRunAnswer, runOnMesh } from './mesh-run.fixture.js';

const domain = (name: string, ...inputRelations: string[]) => ({ name, ownerTeam: `${name}_team`, inputRelations });
const policy = buildPolicy({
  version: '1',
  principals: [],
  domains: [domain('insights', 'ordersdb.sales.offered'), domain('orders'), domain('support')],
  catalogs: [
    { name: 'insights', domain: 'insights' },
    { name: 'ordersdb', domain: 'orders' },
    { name: 'supportdb', domain: 'support' },
  ],
  ports: [],
  grants: [],
});

/** The project of the domain orders: what is public for dbt is not yet an input port of everybody. */
const ORDERS = {
  'dbt_project.yml': 'name: orders\nversion: "1.0"\nprofile: p\nmodels: {+materialized: table}\n',
  'profiles.yml':
    'p:\n  target: dev\n  outputs:\n    dev: { type: trino, method: none, user: x, host: h, port: 1, database: ordersdb, schema: sales, threads: 2 }\n',
  'models/offered.sql': 'select 1 as id union all select 2',
  'models/unoffered.sql': 'select 4711 as secret',
  'models/inner.sql': 'select 1 as id',
  'models/s.yml': 'models: [{name: offered, access: public}, {name: unoffered, access: public}]\n',
};

let duckdb: TestDuckdb;
let built: MeshRunAnswer;
beforeAll(async () => {
  duckdb = await testDuckdb('insights', 'ordersdb', 'supportdb');
  built = await run('orders', { catalog: 'ordersdb', schema: 'sales' }, ORDERS);
  expect(built.outcome, JSON.stringify([...built.progress.results])).toEqual({ status: 'SUCCEEDED', message: null });
});
afterAll(() => duckdb.close());

function run(owner: string, place: { catalog: string; schema: string }, files: Record<string, string>): Promise<MeshRunAnswer> {
  const { engine } = duckdb;
  return runOnMesh({ engine, inspector: engine, policy: () => policy, domain: owner, place, others: { orders: ORDERS } }, files);
}

const insights = (model: string) => run('insights', { catalog: 'insights', schema: 'default' }, { 'models/total.sql': model });

async function rowsOf(sql: string): Promise<unknown[]> {
  const rows = [];
  for await (const row of await duckdb.engine.stream({ user: 'owner' }, sql)) rows.push(row);
  return rows;
}

describe('a ref to a model of another domain', () => {
  const total = "{{ config(materialized='table') }}select count(*) as n from {{ ref('orders', 'offered') }}";

  it('reads a public model that is an input port, and builds nothing of the other project', async () => {
    const { outcome, progress } = await insights(total);
    expect(outcome, JSON.stringify([...progress.results])).toEqual({ status: 'SUCCEEDED', message: null });
    expect(progress.statuses).toEqual({ total: 'success' });
    expect(progress.publishedModels).toEqual([]);
    expect(await rowsOf('SELECT n FROM insights.default.total')).toEqual([['2']]);
  });

  it('reads no public model that is no input port, whatever dbt says of it', async () => {
    const { progress } = await insights(total.replace("'offered'", "'unoffered'"));
    expect(progress.statuses).toEqual({ total: 'error' });
    expect(progress.messageOf('total')).toContain('ordersdb.sales.unoffered');
  });

  it('publishes its own public models, with what they are built from across projects', async () => {
    expect(built.progress.publishedModels.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ['offered', []],
      ['unoffered', []],
    ]);
    const open = { 'models/s.yml': 'models: [{name: total, access: public}]\n', 'models/total.sql': total };
    const { progress } = await run('insights', { catalog: 'insights', schema: 'default' }, open);
    expect(progress.publishedModels).toMatchObject([
      { name: 'total', database: 'insights', schema: 'default', identifier: 'total', dependsOn: ['model.orders.offered'] },
    ]);
  });

  it('reads nothing where another domain has the input port', async () => {
    const { progress } = await run('support', { catalog: 'supportdb', schema: 'default' }, { 'models/total.sql': total });
    expect(progress.statuses).toEqual({ total: 'error' });
    expect(progress.messageOf('total')).toContain('ordersdb.sales.offered');
  });

  it.each([
    ['inner', "is not allowed because the referenced node is protected to the 'orders' package."],
    ['ofered', 'which was not found\n', "Did you mean 'offered'?"],
  ])('to %s ends the run in the words of dbt before anything is read', async (name, ...words) => {
    const { outcome, progress } = await insights(`select 1 as n from {{ ref('orders', '${name}') }}`);
    expect([outcome.status, progress.nodes]).toEqual(['FAILED', []]);
    for (const word of words) expect(outcome.message).toContain(word.trim());
    expect(outcome.message).toContain('models/total.sql:1:23');
  });
});
