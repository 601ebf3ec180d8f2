import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeWeft, startFakeWeft } from '../../testing/fake-weft.js';
import { runCli } from '../../testing/run-cli.js';

const COLUMNS = [
  { name: 'id', type: 'bigint' },
  { name: 'name', type: 'varchar' },
];

let weft: FakeWeft;
beforeEach(async () => (weft = await startFakeWeft()));
afterEach(() => weft.stop());

const run = (args: string[], signal?: AbortSignal) =>
  runCli(['query', ...args], { env: { WEFT_URL: weft.url, WEFT_TOKEN: 't' }, ...(signal ? { signal } : {}) });

function answerWith(...lines: unknown[]): void {
  const head = { columns: COLUMNS, queryId: 'q' };
  weft.answerQuery((_body, response) => void response.end([head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('')));
}

describe('weft query', () => {
  it('prints a table with NULL written out and the number of rows', async () => {
    answerWith(['1', 'Ana'], ['2', null], { end: { rows: 2 } });
    const { exitCode, out } = await run(['select 1']);
    expect(exitCode).toBe(0);
    expect(out).toBe(
      '┌────┬──────┐\n│ id │ name │\n├────┼──────┤\n│ 1  │ Ana  │\n├────┼──────┤\n│ 2  │ NULL │\n└────┴──────┘\n2 rows\n',
    );
  });

  it('prints CSV in which an empty text and NULL differ', async () => {
    answerWith(['1', 'a "b", c'], ['2', ''], ['3', null], { end: { rows: 3 } });
    const { out } = await run(['select 1', '--format', 'csv']);
    expect(out).toBe('id,name\n1,"a ""b"", c"\n2,""\n3,\n');
  });

  it('prints JSON that parses, with every column of the same name', async () => {
    const head = { columns: [COLUMNS[0], COLUMNS[0]], queryId: 'q' };
    weft.answerQuery((_body, response) => {
      response.end(`${JSON.stringify(head)}\n["9007199254740993",{"a":[1]}]\n{"end":{"rows":1}}\n`);
    });
    const { out } = await run(['select 1', '--format', 'json']);
    expect(JSON.parse(out)).toEqual([{ id: '9007199254740993', id_2: { a: [1] } }]);
  });

  it('prints an empty result in each format', async () => {
    answerWith({ end: { rows: 0 } });
    expect((await run(['select 1'])).out).toContain('0 rows');
    expect((await run(['select 1', '--format', 'csv'])).out).toBe('id,name\n');
    expect(JSON.parse((await run(['select 1', '--format', 'json'])).out)).toEqual([]);
  });

  it('shows control characters of the data instead of obeying them', async () => {
    answerWith(['1', '\u001b[31mred\u0007'], { end: { rows: 1 } });
    expect((await run(['select 1'])).out).toContain('\\u001b[31mred\\u0007');
  });

  it('sends the catalog and the schema, and reads the statement from standard input', async () => {
    let sent: unknown;
    weft.answerQuery((body, response) => {
      sent = body;
      response.end(`${JSON.stringify({ columns: COLUMNS })}\n{"end":{"rows":0}}\n`);
    });
    const env = { WEFT_URL: weft.url, WEFT_TOKEN: 't' };
    await runCli(['query', '-', '--catalog', 'insights', '--schema', 'default'], { env, stdin: 'select * from dim_customers' });
    expect(sent).toEqual({ sql: 'select * from dim_customers', catalog: 'insights', schema: 'default' });
  });

  it('prints a denial with the reason and the next step, and ends with 1', async () => {
    weft.answerQuery((_body, response) => {
      const error = { code: 'NO_GRANT', message: 'Access denied', reason: 'you have no grant', nextStep: 'npx weft request ...' };
      response.writeHead(403).end(JSON.stringify({ error }));
    });
    const { exitCode, out, err } = await run(['select 1']);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toBe('Error NO_GRANT: Access denied\n  why: you have no grant\n  next: npx weft request ...\n');
  });

  it('tells the place of a mistake in the statement', async () => {
    weft.answerQuery((_body, response) => {
      response.writeHead(400).end(JSON.stringify({ error: { code: 'ENGINE_SYNTAX', message: 'no', line: 2, column: 7 } }));
    });
    expect((await run(['selec 1'])).err).toBe('Error ENGINE_SYNTAX: no\n  where: line 2, column 7\n');
  });

  it('fails when the engine fails in the middle of the rows', async () => {
    answerWith(['1', 'Ana'], { error: { code: 'ENGINE_DIVISION_BY_ZERO', message: 'Division by zero' } });
    const { exitCode, out, err } = await run(['select 1', '--format', 'csv']);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: 'id,name\n1,Ana\n' });
    expect(err).toContain('Division by zero');
  });

  it('fails when the result breaks off without its end', async () => {
    answerWith(['1', 'Ana']);
    const { exitCode, err } = await run(['select 1', '--format', 'csv']);
    expect(exitCode).toBe(2);
    expect(err).toContain('rows may be missing');
  });

  it('leaves an endless result at its limit, says so, and closes the connection', async () => {
    const left = new Promise<void>((resolve) => {
      weft.answerQuery(async (_body, response) => {
        response.once('close', resolve);
        response.write(`${JSON.stringify({ columns: COLUMNS })}\n`);
        while (!response.destroyed)
          if (!response.write('["1","Ana"]\n')) await Promise.race([once(response, 'drain'), sleep(50)]);
      });
    });
    const { exitCode, out, err } = await run(['select 1', '--limit', '3']);
    expect(exitCode).toBe(0);
    expect(out).toContain('3 rows');
    expect(err).toContain('Cut at 3 rows');
    await left;
  });

  it('ends with 2 when it is interrupted, and closes the connection', async () => {
    const interrupt = new AbortController();
    const left = new Promise<void>((resolve) => {
      weft.answerQuery((_body, response) => {
        response.once('close', resolve);
        response.write(`${JSON.stringify({ columns: COLUMNS })}\n["1","Ana"]\n`);
        setTimeout(() => interrupt.abort(), 50);
      });
    });
    const { exitCode, err } = await run(['select 1', '--format', 'csv'], interrupt.signal);
    expect(exitCode).toBe(2);
    expect(err).toContain('CANCELLED');
    await left;
  });
});
