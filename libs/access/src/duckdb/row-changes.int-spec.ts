import { systemClock } from '@weft/kernel';
import { buildPolicy } from '@weft/policy';
import { testDuckdb, type TestDuckdb } from '@weft/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorizeChange } from './authorize-change.js';
import { RunRights } from './run-rights.js';

const policy = buildPolicy({
  version: '1',
  principals: [],
  domains: [{ name: 'shop', ownerTeam: 'shop_team', inputRelations: [] }],
  catalogs: [{ name: 'shop', domain: 'shop' }],
  ports: [],
  grants: [],
});

let duckdb: TestDuckdb;
let rights: RunRights;
beforeAll(async () => {
  duckdb = await testDuckdb('shop');
  const { engine } = duckdb;
  rights = new RunRights({ domain: 'shop', policy: () => policy, engine, inspector: engine, clock: systemClock });
  await send('CREATE SCHEMA shop.s');
});
afterAll(() => duckdb.close());
beforeEach(() =>
  send(
    "CREATE OR REPLACE TABLE shop.s.t AS SELECT * FROM (VALUES (1, 1.25::DECIMAL(10,2), 1.5::DOUBLE, 'a', DATE '2020-01-01', TIMESTAMP '2020-01-01 00:00:00'), (2, NULL, 2.5, 'b', NULL, NULL)) AS t (i, d, f, s, day, at_us)",
  ),
);

const send = (sql: string) => duckdb.engine.execute({ user: 'owner' }, sql);

/** The table after a statement, or why it was refused, or that it failed. */
async function after(sql: string): Promise<unknown> {
  const prepared = await authorizeChange(rights, sql, { source: 'm', session: { catalog: 'shop', schema: 's' } });
  if (!prepared.ok) return prepared.error.kind === 'refused' ? prepared.error.diagnostics[0]?.message : prepared.error;
  try {
    for (const text of prepared.value.sql) await send(text);
  } catch {
    return 'failed';
  }
  const rows = [];
  for await (const row of await duckdb.engine.stream(
    { user: 'owner' },
    'SELECT i, d::VARCHAR, f, s, day::VARCHAR, at_us::VARCHAR FROM shop.s.t ORDER BY i, s',
  ))
    rows.push(row);
  return rows;
}

const FIRST = [1, '1.25', 1.5, 'a', '2020-01-01', '2020-01-01 00:00:00'];
const SECOND = [2, null, 2.5, 'b', null, null];
const changed = (row: unknown[], changes: Record<number, unknown>) =>
  row.map((value, index) => (index in changes ? changes[index] : value));

/** What a real Trino 476 does with the same statement on the same rows of an Iceberg table. */
describe('rows are changed as Trino changes them', () => {
  it.each<[string, unknown]>([
    ["update t set s = 'x' where i = 1", [changed(FIRST, { 3: 'x' }), SECOND]],
    ['update t set i = i + 1, d = i', [changed(FIRST, { 0: 2, 1: '1.00' }), changed(SECOND, { 0: 3, 1: '2.00' })]],
    ['update t set s = null where i in (select max(i) from t)', [FIRST, changed(SECOND, { 3: null })]],
    ["update t set s = case when i = 1 then 'one' else s end", [changed(FIRST, { 3: 'one' }), SECOND]],
    ['update t set i = 2.5e0 where i = 2', [FIRST, changed(SECOND, { 0: 3 })]],
    ['update t set d = 2.675e0 where i = 2', [FIRST, changed(SECOND, { 1: '2.68' })]],
    ["update t set day = timestamp '2020-02-03 23:00:00 UTC' where i = 2", [FIRST, changed(SECOND, { 4: '2020-02-03' })]],
    ["update t set at_us = date '2020-02-03' where i = 2", [FIRST, changed(SECOND, { 5: '2020-02-03 00:00:00' })]],
    [
      "update t set at_us = timestamp '2020-02-03 23:00:00.5 UTC' where i = 2",
      [FIRST, changed(SECOND, { 5: '2020-02-03 23:00:00.5' })],
    ],
    ['insert into t (i, f) values (3.5, 7)', [FIRST, SECOND, [4, null, 7, null, null, null]]],
    ['insert into t (i) select bigint from (values 5000000000) as v (bigint)', 'failed'],
    ['update t set i = 5000000000', 'failed'],
    ['update t set i = i / 0', 'failed'],
    ["update t set i = 'x'", "varchar(1) cannot be stored in column 'i' of type integer"],
    ['insert into t (i, s) values (1, 2)', "integer cannot be stored in column 's' of type varchar"],
    ['insert into t (i, s) values (1)', '1 values for 2 columns'],
    ['update t set nope = 1', "column 'nope' of shop.s.t does not exist"],
    ['update t set i = 1, i = 2', "column 'i' is set twice"],
    ['update nothing set i = 1', "relation 'shop.s.nothing' does not exist"],
    ['update t as x set i = 1', "'as' is not supported on the embedded engine; run it on Trino"],
  ])('%s', async (sql, expected) => {
    expect(await after(sql)).toEqual(expected);
  });
});
