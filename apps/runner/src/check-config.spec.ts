import { loadConfig } from '@weft/platform';
import { describe, expect, it } from 'vitest';
import { checkConfig } from './check-config.js';

const read = (env: NodeJS.ProcessEnv) => checkConfig(loadConfig({ root: '/weft', example: null, mayLackOwner: true }, env));
const app = 'postgresql://weft_app:hunter2@db/weft';

describe('a runner by itself', () => {
  it('works on Trino with the role of the app', () => {
    expect(read({ WEFT_ENGINE: 'trino', DATABASE_URL: app })).toBe(app);
  });

  it('refuses the role that migrates, which it has no need of', () => {
    const env = { WEFT_ENGINE: 'trino', DATABASE_URL: app, DATABASE_OWNER_URL: 'postgresql://weft_owner:hunter3@db/weft' };
    expect(() => read(env)).toThrow(/^(?!.*hunter)Unset DATABASE_OWNER_URL/);
  });

  it('refuses DuckDB, which no second process can share, and a start without a database', () => {
    expect(() => read({ DATABASE_URL: app })).toThrow(/^Set WEFT_ENGINE=trino/);
    expect(() => read({ WEFT_ENGINE: 'trino' })).toThrow(/^Set DATABASE_URL/);
  });
});
