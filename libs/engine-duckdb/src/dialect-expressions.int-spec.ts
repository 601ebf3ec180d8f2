import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError, type EngineRow } from '@weft/engine';
import { DIALECT_EXPRESSIONS, type DialectExpression, orderRows, transpileTrinoToDuckdb } from '@weft/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckdbEngine } from './duckdb-engine.js';

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

/** What the embedded engine makes of a statement of Trino's. */
async function onDuckdb(sql: string) {
  const result = transpileTrinoToDuckdb(sql, { columnsOf: () => null });
  if (!result.ok) return { refused: result.error };
  try {
    const stream = await engine.stream({ user: 'test' }, result.value.sql, { columns: result.value.columns });
    const rows: EngineRow[] = [];
    for await (const row of stream) rows.push(row);
    return { columns: stream.columns.map(({ name, type }) => `${name} ${type}`), rows: orderRows(sql, rows) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { failed: error.code };
  }
}

function expected(trino: DialectExpression) {
  return 'error' in trino ? 'an error' : { columns: trino.columns, rows: orderRows(trino.sql, trino.rows) };
}

describe.each(Object.entries(DIALECT_EXPRESSIONS))('%s: the embedded engine says what Trino says, or refuses', (_area, table) => {
  it.each(table)('$sql', async (trino) => {
    const found = await onDuckdb(trino.sql);
    if ('refused' in found) {
      const [first] = found.refused ?? [];
      expect(first?.message).toMatch(/\S/);
      expect(first?.location?.line).toBeGreaterThan(0);
    } else {
      expect('failed' in found ? 'an error' : found).toEqual(expected(trino));
    }
  });
});
