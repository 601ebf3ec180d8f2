import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError, type EngineRow } from '@weft/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckdbEngine } from './duckdb-engine.js';

const session = { user: 'test' };
let directory: string;
let engine: DuckdbEngine;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'weft-engine-'));
  engine = await DuckdbEngine.open({ directory, catalogs: [{ name: 'a', file: 'a.duckdb' }], connections: 3 });
  await engine.execute(session, 'CREATE SCHEMA a."default"');
});

afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true });
});

async function rowsOf(sql: string, at: object = {}): Promise<EngineRow[]> {
  const rows: EngineRow[] = [];
  for await (const row of await engine.stream({ ...session, ...at }, sql)) rows.push(row);
  return rows;
}

async function failureOf(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EngineError)) throw new Error(`expected an EngineError, got ${String(error)}`);
  return error;
}

const ENDLESS = 'SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range * b.range % 7 = 3';

describe('statements', () => {
  it('run in the catalog and schema of their session, and only there', async () => {
    expect(await engine.execute(session, 'CREATE TABLE a."default".t AS SELECT * FROM range(3) t(x)')).toMatchObject({
      rowCount: 3,
    });
    expect(await rowsOf('SELECT count(*) FROM t', { catalog: 'a', schema: 'default' })).toEqual([['3']]);
    expect((await failureOf(rowsOf('SELECT count(*) FROM t'))).code).toBe('ENGINE_NOT_FOUND');
  });

  it('are one at a time: a text of two is refused and neither is run', async () => {
    const error = await failureOf(engine.execute(session, 'CREATE TABLE a."default".u (x int); SELECT 1'));
    expect(error).toMatchObject({ code: 'ENGINE_SYNTAX', message: 'expected one statement, found 2' });
    expect((await failureOf(engine.execute(session, ''))).code).toBe('ENGINE_SYNTAX');
    expect((await engine.listRelations(session, 'a')).map(({ table }) => table)).not.toContain('u');
  });

  it('tell their id before they run', async () => {
    const seen: string[] = [];
    const result = await engine.execute(session, 'SELECT 1', { onQueryId: (id) => void seen.push(id) });
    expect(seen).toEqual([result.queryId]);
  });

  it('run beside each other, more of them than there are connections', async () => {
    const sums = await Promise.all(Array.from({ length: 12 }, (_, n) => rowsOf(`SELECT sum(range + ${n}) FROM range(1000)`)));
    expect(sums.map(([row]) => Number(row?.[0]))).toEqual(Array.from({ length: 12 }, (_, n) => 499_500 + 1_000 * n));
  });

  it('that write the same rows at once: one of them fails as a conflict', async () => {
    await engine.execute(session, 'CREATE TABLE a."default".c AS SELECT 1 AS x');
    const updates = Array.from({ length: 6 }, () => engine.execute(session, 'UPDATE a."default".c SET x = x + 1'));
    const failed = (await Promise.allSettled(updates)).filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of failed) expect(reason).toMatchObject({ code: 'ENGINE_CONFLICT' });
    expect(Number((await rowsOf('SELECT x FROM a."default".c'))[0]?.[0])).toBe(7 - failed.length);
  });
});

describe('a stream', () => {
  it('computes its rows as they are read, and lets go when the reader leaves', async () => {
    const before = process.memoryUsage().rss;
    const stream = await engine.stream(session, 'SELECT range, repeat($$x$$, 1000) FROM range(100000000)');
    let count = 0;
    for await (const row of stream) {
      if (++count === 10_000) {
        expect(row[0]).toBe('9999');
        break;
      }
    }
    expect(count).toBe(10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(500_000_000);
    expect(await rowsOf('SELECT 1')).toEqual([[1]]);
  });

  it('gives every row of many chunks in order', async () => {
    const rows = await rowsOf('SELECT range FROM range(10000) ORDER BY range');
    expect(rows).toHaveLength(10_000);
    expect(rows.every(([value], index) => value === String(index))).toBe(true);
  });

  it('that nobody reads can be closed, and then ends', async () => {
    const stream = await engine.stream(session, 'SELECT range FROM range(100000000)');
    await stream.close();
    const rows: unknown[] = [];
    for await (const row of stream) rows.push(row);
    expect(rows).toEqual([]);
  });

  it('takes the types that the caller knows better', async () => {
    const columns = [
      { name: 'S', type: 'varchar(3)' },
      { name: 't', type: 'timestamp(0)' },
    ];
    const stream = await engine.stream(session, `SELECT 'abc' AS s, TIMESTAMP '2020-01-02 03:04:05' AS t`, { columns });
    const rows: EngineRow[] = [];
    for await (const row of stream) rows.push(row);
    expect({ columns: stream.columns, rows }).toEqual({ columns, rows: [['abc', '2020-01-02T03:04:05']] });
  });
});

describe('cancelling', () => {
  it('ends a running statement by its id', async () => {
    const started = Promise.withResolvers<string>();
    const running = failureOf(engine.execute(session, ENDLESS, { onQueryId: started.resolve }));
    const id = await started.promise;
    setTimeout(() => void engine.cancel(id), 200);
    expect(await running).toMatchObject({ code: 'ENGINE_CANCELLED', details: { queryId: id } });
  });

  it('ends a running statement by its signal', async () => {
    const error = await failureOf(rowsOf2(AbortSignal.timeout(200)));
    expect(error.code).toBe('ENGINE_CANCELLED');
  });

  it('keeps a statement from starting when the signal came first, or came with the id', async () => {
    expect(
      (await failureOf(engine.execute(session, 'CREATE TABLE a."default".n1 (x int)', { signal: AbortSignal.abort() }))).code,
    ).toBe('ENGINE_CANCELLED');
    const cancelling = { onQueryId: (id: string) => engine.cancel(id) };
    expect((await failureOf(engine.execute(session, 'CREATE TABLE a."default".n2 (x int)', cancelling))).code).toBe(
      'ENGINE_CANCELLED',
    );
    expect((await engine.listRelations(session, 'a')).filter(({ table }) => table.startsWith('n'))).toEqual([]);
  });

  it('ends a stream between two of its chunks', async () => {
    const stream = await engine.stream(session, 'SELECT range FROM range(100000000)');
    const read = async () => {
      for await (const row of stream) if (row[0] === '5') await engine.cancel(stream.queryId);
    };
    expect((await failureOf(read())).code).toBe('ENGINE_CANCELLED');
  });

  it('of a statement that ended, or that nobody knows, is no error', async () => {
    const { queryId } = await engine.execute(session, 'SELECT 1');
    await engine.cancel(queryId);
    await engine.cancel('nobody');
    expect(await rowsOf('SELECT 1')).toEqual([[1]]);
  });

  async function rowsOf2(signal: AbortSignal): Promise<void> {
    for await (const _row of await engine.stream(session, ENDLESS, { signal })) await Promise.resolve();
  }
});

describe('errors', () => {
  it.each([
    ['SELECT\n  nosuch FROM range(1)', 'ENGINE_NOT_FOUND', 2, 3],
    ['SELECT * FROM a."default".nosuch', 'ENGINE_NOT_FOUND', 1, 15],
    ['SELEC 1', 'ENGINE_SYNTAX', 1, 1],
    [`SELECT 'é', CAST('x' AS integer)`, 'ENGINE_INVALID_VALUE', 1, 13],
    [`SELECT error('Division by zero')`, 'ENGINE_DIVISION_BY_ZERO', undefined, undefined],
    ['SELECT 2147483647::INTEGER + 1::INTEGER', 'ENGINE_OUT_OF_RANGE', undefined, undefined],
    [`SELECT * FROM read_csv('/etc/passwd')`, 'ENGINE_ACCESS_DENIED', 1, 15],
  ])('of %j have a code and, where there is one, a place', async (sql, code, line, column) => {
    const error = await failureOf(rowsOf(sql));
    expect({ code: error.code, line: error.details.line, column: error.details.column }).toEqual({ code, line, column });
    expect(error.message).not.toMatch(/[{}]|Did you mean/);
  });

  it('of what is there already say so', async () => {
    await engine.execute(session, 'CREATE TABLE a."default".twice (x int)');
    expect((await failureOf(engine.execute(session, 'CREATE TABLE a."default".twice (x int)'))).code).toBe(
      'ENGINE_ALREADY_EXISTS',
    );
  });
});

describe('listing', () => {
  it('names tables and views with their kinds, and columns with Trino types', async () => {
    await engine.execute(session, 'CREATE SCHEMA a.listed');
    await engine.execute(
      session,
      'CREATE TABLE a.listed.t (i INTEGER NOT NULL, d DECIMAL(10,2), s VARCHAR, ts TIMESTAMP, l INTEGER[])',
    );
    await engine.execute(session, 'CREATE VIEW a.listed.v AS SELECT i, s FROM a.listed.t');
    const relations = await engine.listRelations(session, 'A', 'Listed');
    expect(relations.map(({ table, kind }) => [table, kind])).toEqual([
      ['t', 'table'],
      ['v', 'view'],
    ]);
    const columns = await engine.listColumns(session, { catalog: 'a', schema: 'listed', table: 't' });
    expect(columns.map(({ name, type, position, nullable }) => [name, type, position, nullable])).toEqual([
      ['i', 'integer', 1, false],
      ['d', 'decimal(10,2)', 2, true],
      ['s', 'varchar', 3, true],
      ['ts', 'timestamp(6)', 4, true],
      ['l', 'array(integer)', 5, true],
    ]);
    const view = await engine.listColumns(session, { catalog: 'a', schema: 'LISTED', table: 'V' });
    expect(view.map(({ name, type }) => [name, type])).toEqual([
      ['i', 'integer'],
      ['s', 'varchar'],
    ]);
  });

  it('is empty for what is not there, and shows nothing of DuckDB itself', async () => {
    expect(await engine.listRelations(session, 'nowhere')).toEqual([]);
    expect(await engine.listRelations(session, 'system')).toEqual([]);
    expect(await engine.listColumns(session, { catalog: 'a', schema: 'listed', table: 'nothing' })).toEqual([]);
    expect(await engine.listColumns(session, { catalog: 'system', schema: 'main', table: 'duckdb_tables' })).toEqual([]);
  });
});
