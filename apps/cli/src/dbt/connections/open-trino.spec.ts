import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrino } from './open-trino.js';

let server: Server;
let seen: IncomingHttpHeaders[] = [];
let busy = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(busy-- > 0 ? 503 : 200, { 'content-type': 'application/json' }).end('{"id":"q1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function headersOf(profile: object, options: object = {}): Promise<IncomingHttpHeaders | undefined> {
  seen = [];
  const credentials = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'ana', ...profile };
  const engine = await openTrino({ type: 'trino', database: 'lake', schema: 'gold', credentials }, '.');
  await (await engine.connect()).execute('select 1', options);
  return seen[0];
}

describe('a Trino profile', () => {
  it('says who asks, where, with which tags, roles, properties and headers', async () => {
    const headers = await headersOf({
      client_tags: ['a', 'b'],
      http_headers: { 'X-Where': 'here' },
      roles: { hive: 'admin', lake: 'ALL', old: 'ROLE{x}' },
      session_properties: { query_max_run_time: '5d', redistribute_writes: true },
      timezone: 'Europe/Vienna',
    });
    expect(headers).toMatchObject({
      'x-trino-user': 'ana',
      'x-trino-catalog': 'lake',
      'x-trino-schema': 'gold',
      'x-trino-client-tags': 'a,b',
      'x-where': 'here',
      'x-trino-role': 'hive=ROLE%7Badmin%7D,lake=ALL,old=ROLE%7Bx%7D',
      'x-trino-session': 'query_max_run_time=5d,redistribute_writes=true',
      'x-trino-time-zone': 'Europe/Vienna',
    });
    expect(headers).not.toHaveProperty('authorization');
  });

  it('takes the machine’s time zone where it names none, as dbt does', async () => {
    expect((await headersOf({}))?.['x-trino-time-zone']).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('is overruled by the tags and headers of one statement', async () => {
    const route = { clientTags: ['big'], headers: { 'X-Where': 'there' } };
    const headers = await headersOf({ client_tags: ['a'], http_headers: { 'X-Where': 'here' } }, { route });
    expect([headers?.['x-trino-client-tags'], headers?.['x-where']]).toEqual(['big', 'there']);
  });

  it('says how often a busy Trino is asked: three times if it does not', async () => {
    busy = 2;
    await headersOf({});
    expect(seen).toHaveLength(3);
    busy = 2;
    await expect(headersOf({ retries: 2 })).rejects.toThrow('cannot be reached (HTTP 503)');
  });

  it('impersonates with ldap only, and sends passwords and tokens by HTTPS only', async () => {
    expect((await headersOf({ impersonation_user: 'bob' }))?.['x-trino-user']).toBe('ana');
    for (const method of ['ldap', 'jwt', 'certificate'])
      await expect(headersOf({ method, password: 'x', jwt_token: 'x', http_scheme: 'http' })).rejects.toThrow(
        'does not speak HTTPS',
      );
  });

  it.each([
    [{}, false, 1],
    [{}, true, 0],
    [{ cert: false }, false, 0],
    [{ cert: true }, false, 0],
  ])('%j, certificates required: %s, is warned of %i times', async (profile, checksCertificates, times) => {
    let warned = 0;
    const credentials = { host: '127.0.0.1', port: 1, user: 'ana', ...profile };
    const target = { type: 'trino', database: 'lake', schema: 'gold', credentials };
    await openTrino(target, '.', { checksCertificates, onUnchecked: () => (warned += 1) });
    expect(warned).toBe(times);
  });

  it.each([
    [{ method: 'kerberos' }, "'method: kerberos' in a Trino profile is not supported"],
    [{ method: 'oauth' }, "'method: oauth' in a Trino profile is not supported"],
    [{ http_headers: { 'x-trino-user': 'root' } }, 'cannot override reserved HTTP header x-trino-user'],
    [{ timezone: 'Mars/Base' }, "'timezone: Mars/Base' in a Trino profile is no time zone"],
    [{ retries: 'x' }, 'the Trino profile cannot be read'],
    [{ client_tags: 'x' }, 'the Trino profile cannot be read'],
  ])('%j is refused', async (profile, message) => {
    await expect(headersOf(profile)).rejects.toThrow(message);
  });
});
