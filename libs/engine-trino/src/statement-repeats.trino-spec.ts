import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type AllowAllPolicyServer, allowAllPolicyServer, runOnTrino, trinoForTests } from '@weft/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ProfileTrino } from './trino-connection.js';

/** What happens to a request on its way: `lost` reaches Trino, and its answer does not come back. */
type Trouble = 'lost' | 'unreached' | 502 | 503 | { readonly errorName: string; readonly errorType: string };

let policy: AllowAllPolicyServer;
let proxy: Server;
let troubles: Trouble[] = [];
let sent: string[] = [];
/** The kind of request that the next trouble waits for. */
let method = 'POST';

beforeAll(async () => {
  policy = await allowAllPolicyServer();
  proxy = createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  await runOnTrino('admin', 'DROP CATALOG IF EXISTS et_repeats');
  await must('CREATE CATALOG et_repeats USING memory');
});

afterEach(async () => {
  [troubles, sent, method] = [[], [], 'POST'];
  await must('DROP TABLE IF EXISTS et_repeats.default.t');
});

afterAll(async () => {
  await runOnTrino('admin', 'DROP CATALOG IF EXISTS et_repeats');
  proxy.closeAllConnections();
  proxy.close();
  await policy.close();
});

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  if (request.method === method) sent.push(String(body));
  const trouble = request.method === method ? troubles.shift() : undefined;
  if (trouble === 'unreached') return void response.destroy();
  if (typeof trouble === 'number') return void response.writeHead(trouble).end('a page of a proxy');
  const headers = Object.entries(request.headers).filter(([name]) => !['connection', 'content-length'].includes(name));
  const answer = await fetch(new URL(request.url ?? '', trinoForTests().url), {
    method: request.method ?? 'GET',
    headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
    ...(body.length > 0 ? { body } : {}),
  });
  const text = await answer.text();
  if (trouble === 'lost') return void response.destroy();
  const { nextUri, ...rest } = text === '' ? {} : (JSON.parse(text) as { nextUri?: string });
  const error = trouble && { ...trouble, message: 'the cluster is in trouble' };
  const next = nextUri && !error ? { nextUri: nextUri.replace(trinoForTests().url, address()) } : {};
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(text === '' ? '' : JSON.stringify({ ...rest, ...next, ...(error ? { error } : {}) }));
}

const address = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

async function run(sql: string, attempts = 3): Promise<string> {
  const session = { user: 'admin', catalog: 'et_repeats', schema: 'default' };
  const connection = await new ProfileTrino({ url: address(), attempts }, session).connect();
  return connection.execute(sql, { fetch: true }).then(
    ({ rows, rowCount }) => JSON.stringify(rowCount ?? rows),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

/** Past the proxy. */
async function must(sql: string) {
  const { rows, errorName, message } = await runOnTrino('admin', sql);
  if (errorName !== null) throw new Error(`${sql}: ${errorName} ${message ?? ''}`);
  return rows;
}

const rowsOf = async (table: string) => (await must(`SELECT count(*) FROM et_repeats.default.${table}`))[0]?.[0];
const insufficient = (errorName: string) => ({ errorName, errorType: 'INSUFFICIENT_RESOURCES' });
const internal = (errorName: string) => ({ errorName, errorType: 'INTERNAL_ERROR' });

it.each<[string, 'POST' | 'GET', Trouble[]]>([
  ['a proxy answers 502 and then 503', 'POST', [502, 503]],
  ['the connection breaks before Trino hears of it', 'POST', ['unreached']],
  ['the connection breaks after Trino took it', 'POST', ['lost']],
  ['a page is lost', 'GET', ['lost', 502]],
  ['the coordinator has just started', 'POST', [internal('SERVER_STARTING_UP')]],
  ['the queue is full', 'POST', [insufficient('QUERY_QUEUE_FULL')]],
])('an INSERT writes its rows once when %s', async (_what, when, what) => {
  await must('CREATE TABLE et_repeats.default.t (a integer)');
  [method, troubles] = [when, [...what]];
  expect(await run('insert into t values 1, 2')).toBe('2');
  expect([await rowsOf('t'), troubles]).toEqual([2, []]);
});

it.each(['NO_NODES_AVAILABLE', 'TOO_MANY_REQUESTS_FAILED', 'CLUSTER_OUT_OF_MEMORY'])(
  'what reads or defines is sent again after %s, and what writes rows is not',
  async (name) => {
    await must('CREATE TABLE et_repeats.default.t (a integer)');
    troubles = [internal(name)];
    expect(await run('select 1')).toBe('[[1]]');
    [troubles, sent] = [[internal(name)], []];
    expect(await run('create or replace view v as select 1 a')).toBe('[]');
    expect(sent).toHaveLength(2);
    [troubles, sent] = [[internal(name)], []];
    expect(await run('insert into t values 1')).toContain(`name=${name}`);
    expect([sent.length, await rowsOf('t')]).toEqual([1, 0]);
  },
);

it('the profile’s number of attempts is kept to', async () => {
  troubles = [503, 503, 503];
  expect(await run('select 1', 2)).toContain('cannot be reached (HTTP 503)');
  expect([sent.length, await run('select 1', 2)]).toEqual([2, '[[1]]']);
});
