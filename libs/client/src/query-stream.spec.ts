import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createWeftClient, type QueryResult } from './index.js';

const HEAD = '{"columns":[{"name":"id","type":"bigint"}],"queryId":"q1"}\n';
let server: Server | undefined;
afterEach(() => server?.close().closeAllConnections());

async function query(answer: (response: ServerResponse) => void): Promise<QueryResult> {
  server = createServer((_request, response) => answer(response));
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createWeftClient({ url, token: 't' }).query({ sql: 'select 1' });
}

const rowsOf = async (answer: (response: ServerResponse) => void) => Array.fromAsync((await query(answer)).rows);

describe('a result', () => {
  it('gives its columns before its rows', async () => {
    const { columns, queryId } = await query((response) => void response.write(HEAD));
    expect({ columns, queryId }).toEqual({ columns: [{ name: 'id', type: 'bigint' }], queryId: 'q1' });
  });

  it('is read whole where chunks cut lines and characters in two', async () => {
    const bytes = Buffer.from(`${HEAD}["é"]\n["ö"]\n{"end":{"rows":2}}`);
    const rows = await rowsOf((response) => {
      void (async () => {
        for (const byte of bytes) {
          response.write(Buffer.from([byte]));
          if (byte > 127) await sleep(2);
        }
        response.end();
      })();
    });
    expect(rows).toEqual([['é'], ['ö']]);
  });

  it('that ends with an error throws it after its rows', async () => {
    const { rows } = await query((response) => {
      response.end(`${HEAD}["1"]\n{"error":{"code":"ENGINE_CANCELLED","message":"cancelled"}}\n`);
    });
    const read: unknown[] = [];
    const reading = (async () => {
      for await (const row of rows) read.push(row);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'ENGINE_CANCELLED' });
    expect(read).toEqual([['1']]);
  });

  it.each([
    ['has no end', `${HEAD}["1"]\n`],
    ['holds a line that is no JSON', `${HEAD}["1"]\n["2"\n{"end":{"rows":2}}\n`],
  ])('that %s is an error, never a shorter result', async (_what, body) => {
    await expect(rowsOf((response) => void response.end(body))).rejects.toMatchObject({ code: 'BAD_ANSWER' });
  });

  it('whose connection breaks is an error', async () => {
    const broken = rowsOf((response) => void response.write(`${HEAD}["1"]\n`, () => setTimeout(() => response.destroy(), 20)));
    await expect(broken).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('is not read further than the caller wants: the server has to wait', async () => {
    let written = 0;
    const line = `["${'x'.repeat(1_000)}"]\n`;
    const { rows } = await query((response) => {
      response.write(HEAD);
      const write = () => {
        while (!response.destroyed && written < 100_000) {
          written++;
          if (!response.write(line)) return;
        }
      };
      response.on('drain', write);
      write();
    });
    const reader = rows[Symbol.asyncIterator]();
    await reader.next();
    await sleep(300);
    const early = written;
    expect(early).toBeLessThan(50_000);
    await reader.return?.();
  });

  it('closes its connection when the caller leaves early', async () => {
    const closed = Promise.withResolvers<void>();
    const { rows } = await query((response) => {
      response.once('close', () => closed.resolve());
      response.write(`${HEAD}["1"]\n["2"]\n`);
    });
    for await (const row of rows) {
      expect(row).toEqual(['1']);
      break;
    }
    await closed.promise;
  });
});

describe('a refusal before the first row', () => {
  it.each([
    [403, { code: 'NO_GRANT', message: 'denied', reason: 'no grant', nextStep: 'ask' }],
    [400, { code: 'ENGINE_SYNTAX', message: 'no', line: 1, column: 3 }],
  ])('with HTTP %i is thrown with all that it says', async (httpStatus, error) => {
    const { code, message, ...details } = error;
    const refused = query((response) => void response.writeHead(httpStatus).end(JSON.stringify({ error })));
    await expect(refused).rejects.toMatchObject({ code, message, details: { httpStatus, ...details } });
  });

  it('that has no body is an error with its status', async () => {
    await expect(query((response) => void response.writeHead(401).end())).rejects.toMatchObject({ details: { httpStatus: 401 } });
  });
});
