import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineColumn, EngineError, type EngineRow } from '@weft/engine';
import {
  ALLOWED,
  DIALECT_CASES,
  DIALECT_EXPRESSIONS,
  orderRows,
  SAFE_DUCKDB_FUNCTIONS,
  SAFE_DUCKDB_TABLE_FUNCTIONS,
  transpileTrinoToDuckdb,
} from '@weft/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckdbEngine } from './duckdb-engine.js';

const session = { user: 'test' };
let directory: string;
let engine: DuckdbEngine;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'weft-dialect-'));
  engine = await DuckdbEngine.open({ directory });
});

afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true });
});

async function run(sql: string, columns?: readonly EngineColumn[]) {
  const stream = await engine.stream(session, sql, columns ? { columns } : {});
  const rows: EngineRow[] = [];
  for await (const row of stream) rows.push(row);
  return { columns: stream.columns.map(({ name, type }) => `${name} ${type}`), rows };
}

function transpiled(sql: string) {
  const result = transpileTrinoToDuckdb(sql, { columnsOf: () => null });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Without what DuckDB's types do not say: lengths of texts, digits of timestamps, the type of a bare NULL. */
function coarse(columns: readonly string[]): string[] {
  return columns.map((column) =>
    column
      .replace(/^.*? /, '')
      .replace(/^(varchar|timestamp)\(\d+\)$/, '$1')
      .replace(/^unknown$/, 'integer'),
  );
}

describe('a statement of Trino on DuckDB gives what Trino gave', () => {
  it.each(DIALECT_CASES.filter((each) => !('error' in each)))('$title', async (expected) => {
    if ('error' in expected) throw new Error('a case of another test');
    const { sql, columns } = transpiled(expected.sql);
    const found = await run(sql, columns);
    expect({ columns: found.columns, rows: orderRows(expected.sql, found.rows) }).toEqual({
      columns: expected.columns,
      rows: expected.rows,
    });
    expect(coarse((await run(sql)).columns)).toEqual(coarse(expected.columns));
  });

  it.each(DIALECT_CASES.filter((each) => 'error' in each))('$title', async ({ sql }) => {
    const error: unknown = await run(transpiled(sql).sql).catch((thrown: unknown) => thrown);
    if (!(error instanceof EngineError)) throw new Error(`expected an EngineError, got ${JSON.stringify(error)}`);
    expect(['ENGINE_DIVISION_BY_ZERO', 'ENGINE_OUT_OF_RANGE', 'ENGINE_INVALID_VALUE']).toContain(error.code);
  });

  it('calls only functions that DuckDB may be sent, and each of them is needed', async () => {
    const called = new Set<string>();
    const table = Object.values(DIALECT_EXPRESSIONS).flat();
    const running = table.filter(({ sql }) => sql !== 'SELECT' && transpileTrinoToDuckdb(sql, { columnsOf: () => null }).ok);
    for (const { sql } of [...DIALECT_CASES, ...running]) {
      const inspection = await engine.inspect(transpiled(sql).sql);
      const foreign = inspection.tableFunctions.filter((name) => !SAFE_DUCKDB_TABLE_FUNCTIONS.has(name));
      expect({ sql, isSelect: inspection.isSelect, foreign }).toEqual({ sql, isSelect: true, foreign: [] });
      inspection.functions.forEach((name) => called.add(name));
    }
    expect([...called].filter((name) => !SAFE_DUCKDB_FUNCTIONS.has(name))).toEqual([]);
    expect([...SAFE_DUCKDB_FUNCTIONS].filter((name) => !called.has(name))).toEqual([]);
    expect(ALLOWED.size).toBeGreaterThan(150);
  });
});
