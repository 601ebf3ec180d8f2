import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWeftClient, HealthDocument, OutputPortsDocument, readPages } from './index.js';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close().closeAllConnections()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answer =
  (body: unknown, status = 200): RequestListener =>
  (_request, response) =>
    void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));

describe('a request', () => {
  it('carries the operation, its variables and the bearer token', async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        seen.push(request.method, request.url, request.headers.authorization, JSON.parse(text));
        response.end('{"data":{"outputPorts":{"edges":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}}');
      });
    });
    const data = await createWeftClient({ url, token: 't' }).request(OutputPortsDocument, { layer: 'gold' });
    expect(data.outputPorts.edges).toEqual([]);
    const body = { query: expect.stringContaining('query OutputPorts') as unknown, variables: { layer: 'gold' } };
    expect(seen).toEqual(['POST', '/graphql', 'Bearer t', body]);
  });

  it('without a token sends no authorization', async () => {
    let authorization: string | undefined = 'unset';
    const url = await serve((request, response) => {
      authorization = request.headers.authorization;
      response.end('{"data":{"health":{"status":"ok","version":"1"}}}');
    });
    await createWeftClient({ url }).request(HealthDocument, {});
    expect(authorization).toBeUndefined();
  });
});

describe('a request that fails', () => {
  const request = (url: string) => createWeftClient({ url, token: 'secret' }).request(HealthDocument, {});

  it("throws the first of GraphQL's errors with its code and next step", async () => {
    const extensions = { code: 'UNAUTHENTICATED', nextStep: 'sign in' };
    const url = await serve(answer({ data: null, errors: [{ message: 'no token', extensions }] }));
    await expect(request(url)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'no token',
      details: { nextStep: 'sign in' },
    });
  });

  it('throws for an answer that is no JSON, without repeating it', async () => {
    const url = await serve(answer('<html>proxy</html>', 502));
    await expect(request(url)).rejects.toMatchObject({ code: 'BAD_ANSWER', details: { httpStatus: 502 } });
  });

  it('throws for JSON that is no answer of GraphQL', async () => {
    await expect(request(await serve(answer({ hello: 'world' }, 404)))).rejects.toMatchObject({ code: 'BAD_ANSWER' });
  });

  it('names the address and the cause where nobody listens, and never the token', async () => {
    const url = await serve(answer({}));
    await new Promise((closed) => servers.pop()?.close(closed));
    const error: unknown = await request(url).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'UNREACHABLE', message: `no answer from ${url} (ECONNREFUSED)` });
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it('follows no redirect, so that the token goes nowhere else', async () => {
    let wasAsked = false;
    const elsewhere = await serve((_request, response) => {
      wasAsked = true;
      response.end('{}');
    });
    const url = await serve((_request, response) => void response.writeHead(307, { location: `${elsewhere}/graphql` }).end());
    await expect(request(url)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(wasAsked).toBe(false);
  });

  it('is CANCELLED when the caller aborts it', async () => {
    const url = await serve(() => undefined);
    const signal = AbortSignal.timeout(20);
    await expect(createWeftClient({ url }).request(HealthDocument, {}, signal)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('readPages', () => {
  it('reads to the last page and asks for each one once', async () => {
    const asked: (string | null)[] = [];
    const pages = readPages((after) => {
      asked.push(after);
      const hasNextPage = after !== 'b';
      const endCursor = after === null ? 'a' : 'b';
      return Promise.resolve({ edges: [{ node: endCursor }], pageInfo: { hasNextPage, endCursor } });
    });
    expect(await Array.fromAsync(pages)).toEqual(['a', 'b', 'b']);
    expect(asked).toEqual([null, 'a', 'b']);
  });

  it('ends where a server gives the same cursor again', async () => {
    const page = { edges: [{ node: 1 }], pageInfo: { hasNextPage: true, endCursor: 'same' } };
    expect(await Array.fromAsync(readPages(() => Promise.resolve(page)))).toEqual([1, 1]);
  });
});
