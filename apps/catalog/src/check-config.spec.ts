import { loadConfig } from '@weft/platform';
import { describe, expect, it } from 'vitest';
import { checkConfig } from './check-config.js';

const read = (env: NodeJS.ProcessEnv) => checkConfig(loadConfig({ root: '/weft', example: null, mayLackOwner: true }, env));
const app = 'postgresql://weft_app:hunter2@db/weft';
const owner = 'postgresql://weft_owner:hunter3@db/weft';

describe('the catalog by itself', () => {
  it('migrates when it is given the role that may', () => {
    const env = { WEFT_ENGINE: 'trino', DATABASE_URL: app, DATABASE_OWNER_URL: owner };
    expect(read(env)).toEqual({ databaseUrl: app, ownerUrl: owner });
  });

  it('leaves migrations to another when it is not', () => {
    expect(read({ WEFT_ENGINE: 'trino', DATABASE_URL: app })).toEqual({ databaseUrl: app, ownerUrl: null });
  });

  it('refuses DuckDB, which no second process can share', () => {
    expect(() => read({ DATABASE_URL: app })).toThrow(/^Set WEFT_ENGINE=trino/);
  });

  it('refuses to start without a database, and never repeats a password', () => {
    expect(() => read({ WEFT_ENGINE: 'trino' })).toThrow(/^Set DATABASE_URL/);
    expect(() => read({ WEFT_ENGINE: 'trino', DATABASE_OWNER_URL: owner })).toThrow(/^(?!.*hunter)[\s\S]*DATABASE_URL/);
  });
});
