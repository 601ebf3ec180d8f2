import { describe, expect, it } from 'vitest';
import { renderCreateCatalog } from './trino-provisioner.js';

describe('the statement that creates a catalog', () => {
  it('quotes names and texts, and leaves secrets to Trino', () => {
    const properties = { 'connection-password': '${ENV:PW}', note: "it's" };
    expect(renderCreateCatalog('ordersdb', { connector: 'postgresql', properties })).toBe(
      `CREATE CATALOG IF NOT EXISTS "ordersdb" USING postgresql WITH ("connection-password" = '\${ENV:PW}', "note" = 'it''s')`,
    );
  });

  it('has no options where there are no properties', () => {
    expect(renderCreateCatalog('x', { connector: 'tpch', properties: {} })).toBe('CREATE CATALOG IF NOT EXISTS "x" USING tpch');
  });
});
