import { EngineError, type EngineRow } from '@weft/engine';
import { DIALECT_EXPRESSIONS, orderRows } from '@weft/sql';
import { allowAllPolicyServer, type AllowAllPolicyServer, trinoForTests } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrinoEngine } from './trino-engine.js';

const engine = new TrinoEngine({ url: trinoForTests().url, source: 'weft-test' });
let policy: AllowAllPolicyServer;

beforeAll(async () => {
  policy = await allowAllPolicyServer();
});

afterAll(async () => {
  await engine.close();
  await policy.close();
});

async function onTrino(sql: string) {
  try {
    const stream = await engine.stream({ user: 'dialect' }, sql);
    const rows: EngineRow[] = [];
    for await (const row of stream) rows.push(row);
    return { columns: stream.columns.map(({ name, type }) => `${name} ${type}`), rows: orderRows(sql, rows) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { error: error.details.engineCode };
  }
}

/** What the embedded engine is measured against was recorded; a real Trino must still say it. */
describe.each(Object.entries(DIALECT_EXPRESSIONS))('%s: Trino still says what was recorded', (_area, table) => {
  it('for each expression', async () => {
    const found = [];
    for (const { sql } of table) found.push({ sql, ...(await onTrino(sql)) });
    expect(found).toEqual(table.map((each) => ('rows' in each ? { ...each, rows: orderRows(each.sql, each.rows) } : each)));
  });
});
