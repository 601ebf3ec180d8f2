import type { RelationName } from '@weft/kernel';
import { testDuckdb, type TestDuckdb } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyStatement } from './verify-statement.js';

const A: RelationName = { catalog: 'c', schema: 's', table: 'a' };
const B: RelationName = { catalog: 'c', schema: 's', table: 'b' };

let duckdb: TestDuckdb;
beforeAll(async () => {
  duckdb = await testDuckdb();
});
afterAll(() => duckdb.close());

const passes = async (sql: string, ...authorized: RelationName[]) => (await verifyStatement(duckdb.engine, sql, authorized)).ok;

describe("DuckDB's own reading of a statement", () => {
  it('passes when it reads exactly what was authorized', async () => {
    expect(await passes('SELECT x FROM "c"."s"."a"', A)).toBe(true);
    expect(await passes('SELECT x FROM "C"."S"."A"', A)).toBe(true);
    expect(await passes('WITH q AS (SELECT x FROM "c"."s"."a") SELECT x FROM q JOIN "c"."s"."b" ON TRUE', A, B)).toBe(true);
    expect(await passes('SELECT sum(x) FROM "c"."s"."a"', A)).toBe(true);
    expect(await passes('SELECT 1')).toBe(true);
  });

  it.each([
    ['another relation', 'SELECT x FROM "c"."s"."b"'],
    ['one relation more', 'SELECT x FROM "c"."s"."a", "c"."s"."b"'],
    ['one relation less', 'SELECT 1'],
    ['a relation in a subquery', 'SELECT (SELECT x FROM "c"."s"."b") FROM "c"."s"."a"'],
    ['a relation in a WITH query', 'WITH q AS (SELECT 1 FROM "c"."s"."b") SELECT x FROM "c"."s"."a"'],
    ['a name of two parts', 'SELECT x FROM "s"."a"'],
    ['a WITH query that reads its own name', 'WITH a AS (SELECT * FROM a) SELECT * FROM "c"."s"."a"'],
    ['a file', `SELECT x FROM "c"."s"."a", '/etc/passwd'`],
    ['a table function', `SELECT x FROM "c"."s"."a", read_csv('x')`],
    ['a table function in a subquery', `SELECT (SELECT count(*) FROM glob('*')) FROM "c"."s"."a"`],
    ['a function that is not listed', 'SELECT current_setting(x) FROM "c"."s"."a"'],
    ['a function of a schema', 'SELECT "c"."main".sum(x) FROM "c"."s"."a"'],
    ['a window function that is not listed', 'SELECT fill(x) OVER (ORDER BY x) FROM "c"."s"."a"'],
    ['columns by pattern', `SELECT COLUMNS('x') FROM "c"."s"."a"`],
    ['a position', 'SELECT #1 FROM "c"."s"."a"'],
    ['a parameter', 'SELECT $1 FROM "c"."s"."a"'],
    ['a sample', 'SELECT x FROM "c"."s"."a" USING SAMPLE 1'],
    ['a pivot', 'SELECT * FROM "c"."s"."a" PIVOT (sum(x) FOR y IN (1))'],
    ['a collation', 'SELECT x COLLATE nocase FROM "c"."s"."a"'],
    ['a time travel', 'SELECT x FROM "c"."s"."a" AT (VERSION => 1)'],
    ['qualify', 'SELECT x FROM "c"."s"."a" QUALIFY TRUE'],
    ['two statements', 'SELECT x FROM "c"."s"."a"; SELECT x FROM "c"."s"."a"'],
    ['a description', 'DESCRIBE "c"."s"."a"'],
    ['a listing', 'SHOW TABLES'],
    ['another statement', 'DELETE FROM "c"."s"."a"'],
    ['no statement', ''],
    ['no SQL', 'selec x'],
  ])('does not pass with %s', async (_, sql) => {
    expect(await passes(sql, A)).toBe(false);
  });
});
