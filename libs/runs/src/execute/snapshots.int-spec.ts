import { buildPolicy } from '@weft/access';
import { testDuckdb, type TestDuckdb } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MeshRunAnswer, runOnMesh } from './mesh-run.fixture.js';

const policy = buildPolicy({
  version: '1',
  principals: [],
  domains: [{ name: 'insights', ownerTeam: 'insights_team', inputRelations: ['ordersdb.public.orders'] }],
  catalogs: [{ name: 'insights', domain: 'insights' }],
  ports: [],
  grants: [],
});

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

function fill(...rows: string[]) {
  return execute(
    `CREATE OR REPLACE TABLE ordersdb.public.orders AS SELECT id, status, CAST(t.moment AS TIMESTAMP) AS updated_at FROM (VALUES ${rows.join(', ')}) AS t (id, status, moment)`,
  );
}

function run(schema: string, config: string, files: Record<string, string> = {}): Promise<MeshRunAnswer> {
  const place = { catalog: 'insights', schema };
  const content = {
    'models/s.yml': 'version: 2\nsources:\n  - { name: o, database: ordersdb, schema: public, tables: [{ name: orders }] }\n',
    'snapshots/s.yml': `version: 2\nsnapshots:\n  - name: history\n    relation: source('o', 'orders')\n    config: { unique_key: id, ${config} }\n`,
    ...files,
  };
  const { engine } = duckdb;
  return runOnMesh({ engine, inspector: engine, policy: () => policy, domain: 'insights', place }, content);
}

const messages = ({ progress }: MeshRunAnswer) => JSON.stringify([...progress.results]);

describe('a snapshot of a mesh run on the embedded engine', () => {
  it.each([
    ['timestamp', 'strategy: timestamp, updated_at: updated_at'],
    ['check', 'strategy: check, check_cols: [status]'],
    ['check of all columns', 'strategy: check, check_cols: all'],
  ])('ends the record that has changed and begins another, by %s', async (name, config) => {
    const schema = `snap_${name.replaceAll(' ', '_')}`;
    await fill("(1, 'new', '2026-01-01 10:00:00')", "(2, 'new', '2026-01-01 11:00:00')");
    const first = await run(schema, config);
    expect(first.outcome, messages(first)).toEqual({ status: 'SUCCEEDED', message: null });
    await fill("(1, 'paid', '2026-01-02 10:00:00')", "(2, 'new', '2026-01-01 11:00:00')", "(3, 'new', '2026-01-02 12:00:00')");
    const second = await run(schema, config);
    expect(second.outcome, messages(second)).toEqual({ status: 'SUCCEEDED', message: null });
    const again = await run(schema, config);
    expect(again.outcome, messages(again)).toEqual({ status: 'SUCCEEDED', message: null });
    expect(
      await rowsOf(
        `SELECT id, status, dbt_valid_to IS NULL, length(dbt_scd_id) FROM insights.${schema}.history ORDER BY id, dbt_valid_from`,
      ),
    ).toEqual([
      [1, 'new', false, '32'],
      [1, 'paid', true, '32'],
      [2, 'new', true, '32'],
      [3, 'new', true, '32'],
    ]);
    expect(await rowsOf(`SELECT count(*) FROM duckdb_tables() WHERE schema_name = '${schema}'`)).toEqual([['1']]);
  });

  it.each([
    [
      'ignore',
      [
        [1, 'new', true],
        [2, 'new', true],
      ],
    ],
    [
      'invalidate',
      [
        [1, 'new', true],
        [2, 'new', false],
      ],
    ],
    [
      'new_record',
      [
        [1, 'new', true, 'False'],
        [2, 'new', false, 'False'],
        [2, 'new', true, 'True'],
      ],
    ],
  ])('keeps, ends or marks what is gone: hard_deletes %s', async (how, expected) => {
    const schema = `gone_${how}`;
    const config = `strategy: timestamp, updated_at: updated_at, hard_deletes: ${how}`;
    await fill("(1, 'new', '2026-01-01 10:00:00')", "(2, 'new', '2026-01-01 11:00:00')");
    await run(schema, config);
    await fill("(1, 'new', '2026-01-01 10:00:00')");
    for (let time = 0; time < 2; time++) {
      const later = await run(schema, config);
      expect(later.outcome, messages(later)).toEqual({ status: 'SUCCEEDED', message: null });
    }
    const marked = how === 'new_record' ? ', dbt_is_deleted' : '';
    const rows = `SELECT id, status, dbt_valid_to IS NULL${marked} FROM insights.${schema}.history ORDER BY id, dbt_valid_from`;
    expect(await rowsOf(rows)).toEqual(expected);
  });

  it('reads a view of the project, takes a column that has come, and an end for the records that are open', async () => {
    const model = (extra: string) => ({
      'models/seen.sql': `{{ config(materialized='view') }}select id, status${extra}, cast(updated_at as timestamp(3)) as at_ms from {{ source('o', 'orders') }}`,
      'snapshots/t.yml':
        "version: 2\nsnapshots:\n  - name: views\n    relation: ref('seen')\n    config: { unique_key: [id], strategy: timestamp, updated_at: at_ms, dbt_valid_to_current: \"timestamp '9999-12-31 00:00:00'\" }\n",
    });
    await fill("(1, 'new', '2026-01-01 10:00:00')");
    const first = await run('viewed', 'strategy: check, check_cols: all', model(''));
    expect(first.outcome, messages(first)).toEqual({ status: 'SUCCEEDED', message: null });
    await fill("(1, 'paid', '2026-01-02 10:00:00.123456')");
    const second = await run('viewed', 'strategy: check, check_cols: all', model(', upper(status) as loud'));
    expect(second.outcome, messages(second)).toEqual({ status: 'SUCCEEDED', message: null });
    expect(
      await rowsOf(
        'SELECT status, loud, at_ms::VARCHAR, dbt_valid_to::VARCHAR FROM insights.viewed.views ORDER BY dbt_valid_from',
      ),
    ).toEqual([
      ['new', null, '2026-01-01 10:00:00', '2026-01-02 10:00:00.123'],
      ['paid', 'PAID', '2026-01-02 10:00:00.123', '9999-12-31 00:00:00'],
    ]);
  });

  it('is refused for a relation that is no input of the domain', async () => {
    await execute('CREATE OR REPLACE TABLE ordersdb.public.secrets AS SELECT 1 AS id, 2 AS secret');
    const files = {
      'snapshots/t.sql':
        "{% snapshot theirs %}{{ config(unique_key='id', strategy='check', check_cols='all') }}select * from ordersdb.public.secrets{% endsnapshot %}",
    };
    const { progress } = await run('theirs', 'strategy: check, check_cols: all', files);
    expect([progress.statuses, progress.messageOf('theirs')]).toEqual([
      { history: 'success', theirs: 'error' },
      expect.stringContaining('ordersdb.public.secrets'),
    ]);
  });
});
