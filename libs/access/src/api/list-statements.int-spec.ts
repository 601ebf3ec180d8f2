import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WeftApp } from './weft-app.fixture.js';

const PORTS = `query ($first: Int!) { outputPorts(first: $first) { edges { node {
  relation dataProduct { name domain inputPorts { relation } outputPorts { relation } } myAccess { canRead pending reasonCode }
} } } }`;

let weft: WeftApp;
beforeAll(async () => (weft = await WeftApp.start()));
afterAll(() => weft.stop());

/** How many statements an operation sends to the database. */
async function countStatements(first: number): Promise<{ rows: number; statements: number }> {
  const { app } = weft.database;
  const { logger } = app;
  let statements = 0;
  Object.assign(app, { logger: Object.assign(Object.create(logger) as object, { logQuery: () => void statements++ }) });
  try {
    const { data } = await weft.graphql('ana', PORTS, { first });
    return { rows: (data['outputPorts'] as { edges: unknown[] }).edges.length, statements };
  } finally {
    Object.assign(app, { logger });
  }
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
