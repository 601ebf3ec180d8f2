import { DecideAccessService } from './decide-access.service.js';
import { RequestAccessService } from './request-access.service.js';
import { WeftApp } from './weft-app.fixture.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

const DIM = 'insights.default.dim_customers';
const RUN = `mutation($input: RunQueryInput!) { runQuery(input: $input) { __typename
  ... on RunQueryResult { columns { name type } rows truncated queryId } ... on AccessDenied { code message reason nextStep relation }
  ... on QueryFailed { code message line column } } }`;

let weft: WeftApp;
beforeAll(async () => {
  weft = await WeftApp.start();
  const asked = await weft
    .get(RequestAccessService)
    .request({ name: 'ana', teams: ['marketing'] }, { relation: DIM, reason: 'newsletter' });
  if (!asked.ok) throw new Error(asked.error.message);
  await weft.get(DecideAccessService).approve({ name: 'ines', teams: ['insights_team'] }, { id: asked.value.id });
});
afterAll(() => weft.stop());
beforeEach(async () => {
  weft.watched.forget();
  await weft.database.owner.query('TRUNCATE audit_event');
});

const post = (as: string | null, sql: string, signal?: AbortSignal) => weft.post('/v1/query', as, { sql }, signal);
const linesOf = async (response: Response) =>
  (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
const errorOf = async (response: Response) => ((await response.json()) as { error: Record<string, unknown> }).error;
const runQuery = async (as: string, sql: string, maxRows?: number) =>
  (await weft.graphql(as, RUN, { input: { sql, maxRows } })).data['runQuery'];
const audited = () =>
  weft.database.app.query<Record<string, unknown>[]>(
    `SELECT principal, action, target, outcome, reason_code, details FROM audit_event ORDER BY id`,
  );

describe('POST /v1/query', () => {
  it('streams the rows that ana was granted', async () => {
    const response = await post('ana', `SELECT customer_id, note FROM ${DIM} WHERE customer_id < 3 ORDER BY customer_id`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    expect(await linesOf(response)).toEqual([
      {
        columns: [
          { name: 'customer_id', type: 'bigint' },
          { name: 'note', type: 'varchar' },
        ],
        queryId: expect.any(String) as string,
      },
      ['1', 'c1'],
      ['2', 'c2'],
      { end: { rows: 2 } },
    ]);
  });

  it.each([
    ['bob', DIM, 'NO_GRANT'],
    ['ana', 'insights.default.fct_orders', 'NO_GRANT'],
    ['ana', 'insights.default.stg_customers', 'NOT_GOLD'],
    ['ana', 'customersdb.public.customers', 'NOT_GOLD'],
    ['ana', 'insights.default.nosuch', 'NOT_A_PORT'],
    ['admin', DIM, 'NO_GRANT'],
  ])('denies %s on %s with %s, says what to do, and sends nothing to the engine', async (as, relation, code) => {
    const response = await post(as, `SELECT * FROM ${relation}`);
    expect(response.status).toBe(403);
    expect(await errorOf(response)).toMatchObject({ code, relation, reason: expect.any(String) as string });
    expect(weft.watched.sent).toEqual([]);
  });

  it('reads for a member of the domain what belongs to it', async () => {
    expect((await linesOf(await post('ines', 'SELECT email FROM insights.default.stg_customers'))).slice(1)).toEqual([
      ['secret@example.org'],
      { end: { rows: 1 } },
    ]);
    expect((await post('ines', 'SELECT email FROM customersdb.public.customers')).status).toBe(403);
  });

  it('answers nothing without a token or with one that is not known', async () => {
    expect((await post(null, `SELECT 1 FROM ${DIM}`)).status).toBe(401);
    const headers = { 'content-type': 'application/json', authorization: 'Bearer weft_nonsense' };
    expect(
      (await fetch(`${weft.url}/v1/query`, { method: 'POST', headers, body: JSON.stringify({ sql: 'SELECT 1' }) })).status,
    ).toBe(401);
  });

  it.each([
    ['two statements', `SELECT 1 FROM ${DIM}; SELECT 2 FROM ${DIM}`],
    ['a statement that writes', `CREATE TABLE x AS SELECT * FROM ${DIM}`],
    ['a file', `SELECT * FROM '/etc/passwd'`],
    ['a file function', `SELECT * FROM read_text('/etc/passwd')`],
    ['information_schema', 'SELECT * FROM insights.information_schema.tables'],
    ['a syntax error', 'SELEC 1'],
  ])('refuses %s', async (_what, sql) => {
    const response = await post('ana', sql);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: expect.any(String) as string, message: expect.any(String) as string });
    expect(weft.watched.sent).toEqual([]);
  });

  it('refuses a body that is not one statement', async () => {
    for (const body of [{}, { sql: '' }, { sql: 1 }, { sql: 'SELECT 1', user: 'ines' }, []]) {
      const response = await weft.post('/v1/query', 'ana', body);
      expect([response.status, (await errorOf(response))['code']]).toEqual([400, 'BAD_USER_INPUT']);
    }
  });

  it('has each decision in the audit, without the text of the statement', async () => {
    await (await post('ana', `SELECT note FROM ${DIM} WHERE note = 'a literal of somebody'`)).text();
    await post('bob', `SELECT note FROM ${DIM} WHERE note = 'a literal of somebody'`);
    const events = await audited();
    expect(events).toMatchObject([
      { principal: 'ana', action: 'query:execute', target: DIM, outcome: 'ALLOW', reason_code: 'GRANTED' },
      { principal: 'bob', action: 'query:execute', target: DIM, outcome: 'DENY', reason_code: 'NO_GRANT' },
    ]);
    expect(JSON.stringify(events)).not.toContain('literal');
  });

  it('sends no row while the audit cannot be written', async () => {
    await weft.database.owner.query('REVOKE INSERT ON audit_event FROM weft_app');
    try {
      expect((await post('ana', `SELECT note FROM ${DIM}`)).status).toBe(500);
      expect(weft.watched.sent).toEqual([]);
    } finally {
      await weft.database.owner.query('GRANT INSERT ON audit_event TO weft_app');
    }
    expect((await linesOf(await post('ana', `SELECT note FROM ${DIM}`))).at(-1)).toEqual({ end: { rows: 1_500 } });
  });
});

describe('a reader of POST /v1/query', () => {
  it('that leaves while the engine works ends the query', async () => {
    const controller = new AbortController();
    const slow = `SELECT count(*) FROM ${DIM} a CROSS JOIN ${DIM} b CROSS JOIN ${DIM} c CROSS JOIN ${DIM} d`;
    const response = post('ana', slow, controller.signal);
    await vi.waitFor(() => expect(weft.watched.sent).toHaveLength(1), { timeout: 25_000 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    controller.abort();
    await expect(response.then((answer) => answer.text())).rejects.toThrow('abort');
    await vi.waitFor(() => expect(weft.watched.ended).toEqual(['ENGINE_CANCELLED']), { timeout: 25_000 });
  });

  it('that does not read holds the engine back, and ends the query when it leaves', async () => {
    const controller = new AbortController();
    const response = await post('ana', `SELECT a.note, b.note AS other FROM ${DIM} a CROSS JOIN ${DIM} b`, controller.signal);
    // What fits into the buffers of both ends is taken; then the engine waits.
    let taken = -1;
    await vi.waitFor(
      () => {
        const before = taken;
        taken = weft.watched.rows;
        expect(taken).toBeGreaterThan(0);
        expect(taken).toBe(before);
      },
      { timeout: 30_000, interval: 500 },
    );
    expect(taken).toBeLessThan(1_500 * 1_500);
    expect(weft.watched.ended).toEqual([]);
    controller.abort();
    await expect(response.text()).rejects.toThrow('abort');
    await vi.waitFor(() => expect(weft.watched.ended).toHaveLength(1), { timeout: 25_000 });
  });

  it('that reads on gets everything', async () => {
    const response = await post('ana', `SELECT a.note FROM ${DIM} a CROSS JOIN ${DIM} b WHERE b.customer_id <= 20`);
    const lines = await linesOf(response);
    expect([lines.length, lines.at(-1)]).toEqual([30_002, { end: { rows: 30_000 } }]);
  });
});

describe('runQuery', () => {
  it('gives 1,000 rows at most and says that it cut', async () => {
    const cut = await runQuery('ana', `SELECT customer_id FROM ${DIM}`);
    expect([cut?.['__typename'], (cut?.['rows'] as unknown[]).length, cut?.['truncated']]).toEqual([
      'RunQueryResult',
      1_000,
      true,
    ]);
    expect(await runQuery('ana', `SELECT customer_id FROM ${DIM} WHERE customer_id = 5`)).toMatchObject({
      rows: [['5']],
      truncated: false,
    });
    expect(await runQuery('ana', `SELECT customer_id FROM ${DIM} ORDER BY 1`, 1)).toMatchObject({
      rows: [['1']],
      truncated: true,
    });
  });

  it('gives values as the port says: null is null, a bigint a string', async () => {
    expect(await runQuery('ana', `SELECT NULL AS n, customer_id, TRUE AS t FROM ${DIM} WHERE customer_id = 1`)).toMatchObject({
      rows: [[null, '1', true]],
    });
  });

  it('tells a denial from a failure', async () => {
    expect(await runQuery('bob', `SELECT * FROM ${DIM}`)).toMatchObject({
      __typename: 'AccessDenied',
      code: 'NO_GRANT',
      relation: DIM,
      nextStep: expect.stringContaining(`weft request ${DIM}`) as string,
    });
    expect(await runQuery('ana', 'SELEC 1')).toMatchObject({ __typename: 'QueryFailed', line: 1 });
    expect(await runQuery('ana', 'SELECT 1', 1_001)).toMatchObject({ __typename: 'QueryFailed', code: 'BAD_USER_INPUT' });
  });

  it('is not answered without a token', async () => {
    const answer = await weft.graphql(null, RUN, { input: { sql: 'SELECT 1' } });
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
