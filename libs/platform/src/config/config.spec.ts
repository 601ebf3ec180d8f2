import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.js';

const DEFAULTS = { root: '/somewhere', example: '/somewhere/examples/jaffle-mesh' };

describe('the settings', () => {
  it('have defaults that need nothing', () => {
    expect(loadConfig(DEFAULTS, {})).toMatchObject({
      home: '/somewhere/.weft',
      port: 4400,
      policyPort: 4401,
      engine: 'duckdb',
      example: '/somewhere/examples/jaffle-mesh',
      meshPaths: ['/somewhere'],
      database: null,
      oidc: null,
    });
  });

  it('take none for no example and a path for another', () => {
    expect(loadConfig(DEFAULTS, { WEFT_EXAMPLE: 'none' }).example).toBeNull();
    expect(loadConfig(DEFAULTS, { WEFT_EXAMPLE: 'my/mesh' }).example).toBe('/somewhere/my/mesh');
  });

  it('name each bad one and what was expected, all at once', () => {
    const read = () => loadConfig(DEFAULTS, { WEFT_PORT: '99999', WEFT_ENGINE: 'spark', WEFT_TRINO_URL: 'trino' });
    expect(read).toThrow(
      /WEFT_PORT: expected a port[\s\S]*WEFT_ENGINE: expected duckdb or trino[\s\S]*WEFT_TRINO_URL: expected a URL/,
    );
  });

  it('never repeat a value, which may hold a password', () => {
    const secret = 'mysql://weft:hunter2@db/weft';
    expect(() => loadConfig(DEFAULTS, { DATABASE_URL: secret, DATABASE_OWNER_URL: secret })).toThrow(
      /^(?![\s\S]*hunter2)[\s\S]*DATABASE_URL/,
    );
  });

  it('ask for both database URLs or none', () => {
    expect(() => loadConfig(DEFAULTS, { DATABASE_URL: 'postgres://app@db/weft' })).toThrow('belong together');
  });

  it('let the role that migrates be missing only where another app has it', () => {
    const url = 'postgres://app@db/weft';
    const read = (env: NodeJS.ProcessEnv) => loadConfig({ ...DEFAULTS, mayLackOwner: true }, env);
    expect(read({ DATABASE_URL: url })).toMatchObject({ databaseUrl: url, database: null });
    expect(() => read({ DATABASE_OWNER_URL: url })).toThrow('belong together');
  });

  it('find the keys of an issuer that names no place for them', () => {
    const { oidc } = loadConfig(DEFAULTS, { WEFT_OIDC_ISSUER: 'https://id.example.org/', WEFT_OIDC_AUDIENCE: 'weft' });
    expect(oidc?.jwksUrl).toBe('https://id.example.org/.well-known/jwks.json');
  });
});
