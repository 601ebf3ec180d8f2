import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Policy } from '@weft/policy';
import { buildPolicy } from '@weft/policy';
import { afterEach, describe, expect, it } from 'vitest';
import type { TrinoAuditEntry } from './trino-audit.js';
import { buildTrinoServer, type TrinoServerOptions } from './trino-server.js';

const SECRET = 'a'.repeat(64);
const NOW = new Date('2026-06-01T00:00:00Z');
const policy = buildPolicy({
  version: 'v7',
  principals: [{ name: 'ana', kind: 'person', active: true, teams: [] }],
  domains: [{ name: 'd', ownerTeam: 't', inputRelations: [] }],
  catalogs: [{ name: 'c', domain: 'd' }],
  ports: [{ name: 'd/p/o', domain: 'd', relation: 'c.s.o', layer: 'gold' }],
  grants: [{ id: 'g1', principal: 'ana', relation: 'c.s.o', columns: null, validFrom: '2026-01-01T00:00:00Z', validTo: null }],
});

const entries: TrinoAuditEntry[] = [];
const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  entries.length = 0;
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

function start(options: Partial<TrinoServerOptions> = {}) {
  const app = buildTrinoServer({
    policy: () => policy,
    secretPath: SECRET,
    audit: (entry) => entries.push(entry),
    clock: { now: () => NOW },
    ...options,
  });
  servers.push(app);
  return app;
}

function question(user: string, operation: string, more: object = {}): object {
  return { input: { context: { identity: { user, groups: [] } }, action: { operation, ...more } } };
}

const select = (user: string) =>
  question(user, 'SelectFromColumns', {
    resource: { table: { catalogName: 'c', schemaName: 's', tableName: 'o', columns: ['id'] } },
  });
const post = (app: ReturnType<typeof start>, url: string, payload: object) => app.inject({ method: 'POST', url, payload });

describe('the service that Trino asks', () => {
  it('answers under the secret path, allowed and denied, as application/json', async () => {
    const app = start();
    const allowed = await post(app, `/${SECRET}/allow`, select('ana'));
    expect([allowed.statusCode, allowed.headers['content-type']?.toString().split(';')[0], allowed.json()]).toEqual([
      200,
      'application/json',
      { result: true },
    ]);
    expect((await post(app, `/${SECRET}/allow`, select('bob'))).json()).toEqual({ result: false });
    expect(
      (
        await post(
          app,
          `/${SECRET}/rowFilters`,
          question('ana', 'GetRowFilters', { resource: { table: { catalogName: 'c', schemaName: 's', tableName: 'o' } } }),
        )
      ).json(),
    ).toEqual({ result: [] });
  });

  it.each([
    '/',
    '/allow',
    `/${SECRET}`,
    `/${SECRET}/nosuch`,
    `/${'b'.repeat(64)}/allow`,
    `/${SECRET}x/allow`,
    '/graphql',
    `/${SECRET}/allow/more`,
  ])('answers 404 on %s, whatever is asked', async (url) => {
    const response = await post(start(), url, select('ana'));
    expect([response.statusCode, response.json()]).toEqual([404, { error: 'not found' }]);
  });

  it('answers 404 to a GET of an endpoint', async () => {
    expect((await start().inject({ method: 'GET', url: `/${SECRET}/allow` })).statusCode).toBe(404);
  });

  it('fails without a fresh policy on all four endpoints', async () => {
    const app = start({ policy: () => null });
    for (const endpoint of ['allow', 'batch', 'rowFilters', 'batchColumnMasks']) {
      expect((await post(app, `/${SECRET}/${endpoint}`, select('ana'))).statusCode).toBe(500);
    }
  });

  it('fails without a word of why when something breaks, and tells its owner', async () => {
    const told: unknown[] = [];
    const broken: Policy = {
      version: 'v1',
      decide: () => {
        throw new Error('password=hunter2');
      },
    };
    const response = await post(
      start({ policy: () => broken, onError: (error) => told.push(error) }),
      `/${SECRET}/allow`,
      select('ana'),
    );
    expect([response.statusCode, response.body]).toEqual([500, '{"error":"no answer"}']);
    expect(told).toMatchObject([{ message: 'password=hunter2' }]);
  });

  it('gives no decision that cannot be recorded', async () => {
    const audit = () => {
      throw new Error('full');
    };
    expect((await post(start({ audit }), `/${SECRET}/allow`, select('ana'))).statusCode).toBe(500);
    expect((await post(start(), `/${SECRET}/allow`, select('ana'))).statusCode).toBe(200);
  });

  it('fails on a body that is no JSON, without repeating it', async () => {
    const payload = '{"input": nonsense';
    const response = await start().inject({
      method: 'POST',
      url: `/${SECRET}/allow`,
      payload,
      headers: { 'content-type': 'application/json' },
    });
    expect([response.statusCode, response.body]).toEqual([500, '{"error":"no answer"}']);
  });

  it('takes the tables of a very wide schema in one question', async () => {
    const filterResources = Array.from({ length: 50_000 }, (_, n) => ({
      table: { catalogName: 'c', schemaName: 's', tableName: n === 7 ? 'o' : `table_number_${n}` },
    }));
    const response = await post(start(), `/${SECRET}/batch`, question('ana', 'FilterTables', { filterResources }));
    expect(response.json()).toEqual({ result: [7] });
    expect(entries).toMatchObject([{ operation: 'FilterTables', object: '1 of 50000 shown' }]);
  });

  it('keeps a connection open for longer than the minute that Trino keeps it', async () => {
    const app = start();
    await app.listen({ port: 0, host: '127.0.0.1' });
    expect(app.server.keepAliveTimeout).toBeGreaterThan(60_000);
    expect(app.server.headersTimeout).toBeGreaterThan(app.server.keepAliveTimeout);
    const { port } = app.server.address() as AddressInfo;
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      const body = JSON.stringify(select('ana'));
      request(
        { port, host: '127.0.0.1', method: 'POST', path: `/${SECRET}/allow`, headers: { 'content-type': 'application/json' } },
        (response) => {
          response.resume().on('end', () => resolve(response.headers));
        },
      )
        .on('error', reject)
        .end(body);
    });
    expect(headers['connection']).toBe('keep-alive');
  });

  it('tells the audit who asked what, the reason, the grant and the policy’s version', async () => {
    const app = start();
    await post(app, `/${SECRET}/allow`, select('ana'));
    await post(app, `/${SECRET}/allow`, select('bob'));
    await post(app, `/${SECRET}/allow`, question('ana', 'Novelty'));
    expect(entries).toEqual([
      {
        at: NOW,
        principal: 'ana',
        operation: 'SelectFromColumns',
        object: 'c.s.o(id)',
        allow: true,
        reasonCode: 'GRANTED',
        grantId: 'g1',
        policyVersion: 'v7',
      },
      {
        at: NOW,
        principal: 'bob',
        operation: 'SelectFromColumns',
        object: 'c.s.o(id)',
        allow: false,
        reasonCode: 'UNKNOWN_PRINCIPAL',
        grantId: null,
        policyVersion: 'v7',
      },
      {
        at: NOW,
        principal: 'ana',
        operation: 'Novelty',
        object: '',
        allow: false,
        reasonCode: 'UNKNOWN_ACTION',
        grantId: null,
        policyVersion: 'v7',
      },
    ]);
  });
});
