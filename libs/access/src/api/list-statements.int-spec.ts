import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WeftApp } from './weft-app.fixture.js';

const PORTS = `query ($first: Int!) { outputPorts(first: $first) { edges { node {
  relation dataProduct { name domain inputPorts { relation } outputPorts { relation } } myAccess { canRead pending reasonCode }
} } } }`;

/** Longer than the app waits between two looks at what is to be done. */
const LONGEST_TICK_MS = 2_500;

let weft: WeftApp;
let background: ReadonlySet<string>;
beforeAll(async () => {
  weft = await WeftApp.start();
  background = new Set((await statementsOf(() => sleep(LONGEST_TICK_MS))).statements);
});
afterAll(() => weft.stop());

/** The statements that the app sends to the database while something is done. */
async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const { app } = weft.database;
  const { logger } = app;
  const statements: string[] = [];
  const logQuery = (text: string): void => void statements.push(text);
  Object.assign(app, { logger: Object.assign(Object.create(logger) as object, { logQuery }) });
  try {
    return { result: await work(), statements };
  } finally {
    Object.assign(app, { logger });
  }
}

/** How many statements an operation sends, without those that the app sends by itself from time to time. */
async function countStatements(first: number): Promise<{ rows: number; statements: number }> {
  const { result, statements } = await statementsOf(() => weft.graphql('ana', PORTS, { first }));
  const edges = (result.data['outputPorts'] as { edges: unknown[] }).edges;
  return { rows: edges.length, statements: statements.filter((text) => !background.has(text)).length };
}

describe('a list', () => {
  it('takes as many statements for many rows as for one, whatever is asked of each row', async () => {
    await countStatements(1);
    const one = await countStatements(1);
    const many = await countStatements(50);
    expect(one.rows).toBe(1);
    expect(one.statements).toBeGreaterThan(0);
    expect(many.rows).toBeGreaterThan(2);
    expect(many.statements).toBe(one.statements);
  });
});
