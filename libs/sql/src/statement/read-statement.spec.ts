import { describe, expect, it } from 'vitest';
import { readStatement } from './read-statement.js';
import { splitValues } from './split-values.js';

const SESSION = { catalog: 'c', schema: 's', source: 'm.sql' };
const T = { catalog: 'c', schema: 's', table: 't' };

function read(sql: string) {
  const result = readStatement(sql, SESSION);
  if (!result.ok) throw new Error(result.error[0]?.message);
  return result.value;
}

describe('a statement of a project', () => {
  it.each([
    ['/* dbt */ create schema if not exists c.x', { kind: 'createSchema', schema: { catalog: 'c', schema: 'x' } }],
    ['create or replace view T security definer as select 1 as n', { kind: 'createView', relation: T, replace: true }],
    [
      "create table t comment 'it''s' with (format = 'ORC', partitioning = array['a', 'b']) as (select 1 as n)",
      { kind: 'createTableAs', properties: ['format', 'partitioning'], withData: true },
    ],
    [
      'create table if not exists "c"."s"."t" (a integer, "B" decimal(10, 2) not null)',
      {
        columns: [
          { name: 'a', type: 'INTEGER', notNull: false },
          { name: 'b', type: 'DECIMAL(10,2)', notNull: true },
        ],
      },
    ],
    ['insert into t (a) select 1', { kind: 'insert', relation: T, columns: ['a'] }],
    ['insert into t (select 1)', { kind: 'insert', columns: null }],
    [
      'update t set a = case when b then 1 end, b = (select max(x) from u where y = 1) where a = 1',
      { kind: 'update', relation: T, columns: ['a', 'b'], where: expect.stringMatching(/^ +a = 1$/) as string },
    ],
    ['update t set a = 1', { kind: 'update', where: null }],
    ['delete from t', { kind: 'delete', where: null }],
    ['drop table if exists t;', { kind: 'drop', object: 'table', ifExists: true }],
    ['alter table t rename to c.s.u', { kind: 'rename', target: { ...T, table: 'u' } }],
    ["comment on column t.a is 'x'", { kind: 'comment', object: 'column', relation: T, column: 'a', text: 'x' }],
  ])('is read for what it does: %s', (sql, expected) => {
    expect(read(sql)).toMatchObject(expected);
  });

  it('of MERGE is taken apart, with the CASEs inside of it left whole', () => {
    const sql = `merge into t as d using (select 1 as a) as x on d.a = x.a
      when matched and case when x.a = 1 then true else false end then update set a = case when x.a > 0 then 1 end, b = 2
      when not matched then insert (a) values (x.a)`;
    expect(read(sql)).toMatchObject({
      kind: 'merge',
      alias: 'd',
      cases: [
        { matched: true, action: 'update', columns: ['a', 'b'] },
        { matched: false, condition: null, action: 'insert', columns: ['a'] },
      ],
    });
  });

  it('keeps the place of the query inside of it', () => {
    const statement = read('create view t as\n  select nosuch');
    expect('query' in statement && statement.query).toBe('                \n  select nosuch');
  });

  it.each([
    "copy t to 'file'",
    'attach x',
    'set session a = 1',
    'grant select on t to x',
    'call system.x()',
    'update t as x set a = 1',
    'update t set a.b = 1',
    'execute immediate x',
    'drop table t, u',
    'drop view t cascade',
    'create table t as select 1 as n; drop table u',
    'alter table t rename to c.other.t',
    'create table t (a hyperloglog)',
    "create view 'file' as select 1 as n",
    'delete from a.b.c.d',
  ])('is refused where it is anything else: %s', (sql) => {
    const result = readStatement(sql, SESSION);
    const parts = result.ok && 'query' in result.value ? result.value.query : null;
    // A second statement stays within the query, which is read as one and refused there.
    if (parts !== null) expect(parts).toContain(';');
    else expect(result).toMatchObject({ ok: false, error: [{ location: { file: 'm.sql' } }] });
  });
});

it('rows that are written out are cells, row by row, and anything else is none', () => {
  expect(splitValues("values (1, 'a,(b)'), (null, f(2, 3))")).toEqual([
    ['1', "'a,(b)'"],
    ['null', 'f(2, 3)'],
  ]);
  expect(['select 1', 'values (1) limit 1', 'values 1'].map(splitValues)).toEqual([null, null, null]);
});
