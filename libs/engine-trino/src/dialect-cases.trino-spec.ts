import { EngineError, type EngineRow } from '@weft/engine';
import { DIALECT_CASES, orderRows } from '@weft/sql';
import { allowAllPolicyServer, type AllowAllPolicyServer, trinoForTests } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrinoEngine } from './trino-engine.js';

const session = { user: 'dialect' };
const engine = new TrinoEngine({ url: trinoForTests().url, source: 'weft-test' });
let policy: AllowAllPolicyServer;

beforeAll(async () => {
  policy = await allowAllPolicyServer();
});

afterAll(async () => {
  await engine.close();
  await policy.close();
});

async function run(sql: string) {
  const stream = await engine.stream(session, sql);
  const rows: EngineRow[] = [];
  for await (const row of stream) rows.push(row);
  return { columns: stream.columns.map(({ name, type }) => `${name} ${type}`), rows };
}

/** The values against which DuckDB is measured were recorded; here a real Trino must still give them. */
describe('a case of the dialect on Trino still gives what was recorded', () => {
  it.each(DIALECT_CASES.filter((each) => !('error' in each)))('$title', async (expected) => {
    if ('error' in expected) throw new Error('a case of another test');
    const { columns, rows } = await run(expected.sql);
    expect({ columns, rows: orderRows(expected.sql, rows) }).toEqual({ columns: expected.columns, rows: expected.rows });
  });

  it.each(DIALECT_CASES.filter((each) => 'error' in each))('$title', async (expected) => {
    const error: unknown = await run(expected.sql).catch((thrown: unknown) => thrown);
    if (!(error instanceof EngineError)) throw new Error(`expected an EngineError, got ${JSON.stringify(error)}`);
    expect(error.details.engineCode).toBe('error' in expected ? expected.error : '');
  });
});
