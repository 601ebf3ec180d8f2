import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { EngineError } from '@weft/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TrinoEngine } from './trino-engine.js';

/** What the server does with one request; the last one is repeated. */
type Step = (response: ServerResponse) => void;

const BIGINT = { name: 'n', type: 'bigint', typeSignature: { rawType: 'bigint', arguments: [] } };
const breakOff: Step = (response) => response.destroy();
const status =
  (code: number, body = 'a page of a proxy'): Step =>
  (response) =>
    void response.writeHead(code).end(body);
const answer =
  (body: object): Step =>
  (response) =>
    void response.setHeader('content-type', 'application/json').end(JSON.stringify(body).replaceAll('"BIG"', '9007199254740993'));

let server: Server;
let steps: Step[];
let seen: { line: string; headers: IncomingMessage['headers']; body: string }[];
let url: string;

beforeEach(async () => {
  [steps, seen] = [[], []];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
      const step = steps.length > 1 ? steps.shift() : steps[0];
      step?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const lines = () => seen.map(({ line }) => line);

async function failureOf(promise: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EngineError)) throw new Error(`expected an EngineError, got ${String(error)}`);
  return error;
}

describe('the requests of a statement', () => {
  it('name the user, the place, the time zone and what the client understands', async () => {
    steps = [answer({ id: 'q1' })];
    await new TrinoEngine({ url, source: 'spec' }).execute({ user: 'ana', catalog: 'c', schema: 's' }, 'SELECT 1');
    expect(seen[0]).toMatchObject({
      line: 'POST /v1/statement',
      body: 'SELECT 1',
      headers: {
        'x-trino-user': 'ana',
        'x-trino-source': 'spec',
        'x-trino-catalog': 'c',
        'x-trino-schema': 's',
        'x-trino-time-zone': 'UTC',
        'x-trino-client-capabilities': 'PARAMETRIC_DATETIME',
      },
    });
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('log in with credentials of Weft’s own and run as the user all the same', async () => {
    steps = [answer({ id: 'q1' })];
    const engine = new TrinoEngine({ url, credentials: { user: 'service', password: 'hunter2' } });
    await engine.execute({ user: 'ana' }, 'SELECT 1');
    expect(seen[0]?.headers).toMatchObject({
      'x-trino-user': 'ana',
      authorization: `Basic ${Buffer.from('service:hunter2').toString('base64')}`,
    });
  });

  it('do not carry the session of one statement over to the next', async () => {
    steps = [(response) => void response.setHeader('x-trino-set-catalog', 'other').end('{"id":"q1"}'), answer({ id: 'q2' })];
    const engine = new TrinoEngine({ url });
    await engine.execute({ user: 'ana' }, 'USE other.s');
    await engine.execute({ user: 'bob' }, 'SELECT 1');
    expect(seen[1]?.headers).not.toHaveProperty('x-trino-catalog');
  });

  it('are sent again when Trino is busy or a page’s connection breaks, and the numbers arrive exactly', async () => {
    steps = [
      status(503),
      answer({ id: 'q1', nextUri: `${url}/page/1` }),
      breakOff,
      status(502),
      answer({ id: 'q1', columns: [BIGINT], data: [['BIG'], [1]] }),
    ];
    const stream = await new TrinoEngine({ url }).stream({ user: 'ana' }, 'SELECT n');
    const rows: unknown[] = [];
    for await (const row of stream) rows.push(row);
    expect(rows).toEqual([['9007199254740993'], ['1']]);
    expect(lines()).toEqual(['POST /v1/statement', 'POST /v1/statement', 'GET /page/1', 'GET /page/1', 'GET /page/1']);
  });

  it.each([
    ['a broken connection', breakOff],
    ['too many requests', status(429)],
    ['an empty answer', status(200, '')],
  ])('are sent again after %s: Trino begins a statement when its first page is asked for', async (_what, step) => {
    steps = [step, answer({ id: 'q1' })];
    await new TrinoEngine({ url }).execute({ user: 'ana' }, 'INSERT');
    expect(lines()).toEqual(['POST /v1/statement', 'POST /v1/statement']);
  });

  it.each([
    ['a broken request', 400],
    ['a server that fails', 500],
    ['nobody’s credentials', 401],
  ])('are not sent again after %s', async (_what, code) => {
    steps = [status(code)];
    await failureOf(new TrinoEngine({ url }).execute({ user: 'ana' }, 'SELECT 1'));
    expect(lines()).toHaveLength(1);
  });

  it.each([1, 2])('are given up after as many attempts as the connection allows: %i', async (attempts) => {
    steps = [status(503)];
    await failureOf(new TrinoEngine({ url, attempts }).execute({ user: 'ana' }, 'SELECT 1'));
    expect(lines()).toHaveLength(attempts);
  });

  it('are given up after a few times, without a word of what was sent or answered', async () => {
    steps = [status(503)];
    const engine = new TrinoEngine({ url, credentials: { user: 'service', password: 'hunter2' } });
    const error = await failureOf(engine.execute({ user: 'ana' }, "SELECT 'secret'"));
    expect([error.code, lines().length]).toEqual(['ENGINE_UNAVAILABLE', 4]);
    expect(JSON.stringify(error) + error.message + String(error.stack)).not.toMatch(/hunter2|secret|proxy/);
  });
});

describe('a stream', () => {
  it('asks for the next page when the last row of this one has been taken, and leaving it ends the query', async () => {
    const page = (n: number) => ({ id: 'q1', columns: [BIGINT], data: [[n], [n]], nextUri: `${url}/page/${n + 1}` });
    steps = [answer({ id: 'q1', nextUri: `${url}/page/1` }), answer(page(1)), answer(page(2)), status(204, '')];
    const stream = await new TrinoEngine({ url }).stream({ user: 'ana' }, 'SELECT n');
    const asked: number[] = [];
    for await (const row of stream) {
      asked.push(lines().filter((line) => line.startsWith('GET')).length);
      if (row[0] === '2') break;
    }
    expect(asked).toEqual([1, 1, 2]);
    expect(lines().at(-1)).toBe('DELETE /page/3');
  });

  it('that is closed before it was read, and twice, ends the query once', async () => {
    steps = [answer({ id: 'q1', columns: [BIGINT], data: [], nextUri: `${url}/page/1` }), status(204, '')];
    const stream = await new TrinoEngine({ url }).stream({ user: 'ana' }, 'SELECT n');
    await stream.close();
    await stream.close();
    expect(lines()).toEqual(['POST /v1/statement', 'DELETE /page/1']);
  });

  it('fails in the middle with Trino’s error, which ends it', async () => {
    const error = { message: 'line 1:8: Division by zero', errorName: 'DIVISION_BY_ZERO', errorType: 'USER_ERROR' };
    steps = [answer({ id: 'q1', columns: [BIGINT], data: [[1]], nextUri: `${url}/page/1` }), answer({ id: 'q1', error })];
    const stream = await new TrinoEngine({ url }).stream({ user: 'ana' }, 'SELECT n');
    const read = async () => {
      for await (const row of stream) expect(row).toEqual(['1']);
    };
    expect(await failureOf(read())).toMatchObject({ code: 'ENGINE_DIVISION_BY_ZERO', message: 'Division by zero' });
    expect(lines()).toHaveLength(2);
  });

  it('whose reader is away ends at the signal', async () => {
    const abort = new AbortController();
    steps = [answer({ id: 'q1', columns: [BIGINT], data: [[1]], nextUri: `${url}/page/1` }), status(204, '')];
    const stream = await new TrinoEngine({ url }).stream({ user: 'ana' }, 'SELECT n', { signal: abort.signal });
    abort.abort();
    await expect.poll(lines).toEqual(['POST /v1/statement', 'DELETE /page/1']);
    await stream.close();
  });
});

describe('cancelling', () => {
  it('is done as the owner, and a query that is gone is no error', async () => {
    steps = [status(404, '')];
    await new TrinoEngine({ url }).cancel('q/1', { user: 'weft_run_insights' });
    expect([lines(), seen[0]?.headers['x-trino-user']]).toEqual([['DELETE /v1/query/q%2F1'], 'weft_run_insights']);
  });

  it('that is refused is an error', async () => {
    steps = [status(403, '')];
    const engine = new TrinoEngine({ url });
    expect((await failureOf(engine.cancel('q1', { user: 'bob' }))).code).toBe('ENGINE_ACCESS_DENIED');
  });
});
