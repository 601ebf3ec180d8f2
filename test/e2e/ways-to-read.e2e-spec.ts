import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type GraphqlAnswer,
  postGraphql,
  ROOT,
  runWeft,
  startWeft,
  type WeftProcess,
} from '@weft/tools/harness/weft-process.mjs';

const MESH = join(ROOT, 'examples/jaffle-mesh');
const PROJECT = join(MESH, 'insights');
const GOLD = 'insights.default.dim_customers';
const COUNT_GOLD = `select count(*) as n from ${GOLD}`;

/** docs/security.md, row by row: each way to read data, tried as ana, who holds a grant, and as bob, who holds none. */
describe('every way to read data', () => {
  let weft: WeftProcess;
  let requestId: string;
  let runId: string;

  const ask = (user: string | null, query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> =>
    postGraphql(weft.url, user === null ? null : weft.token(user), query, variables);
  const run = (...args: string[]) => runWeft(args, { env: weft.env });

  function post(user: string | null, sql: string): Promise<Response> {
    const authorization: Record<string, string> = user === null ? {} : { authorization: `Bearer ${weft.token(user)}` };
    const headers = { 'content-type': 'application/json', ...authorization };
    return fetch(`${weft.url}/v1/query`, { method: 'POST', headers, body: JSON.stringify({ sql }) });
  }

  async function runQuery(user: string, sql: string): Promise<Record<string, unknown>> {
    const text = `mutation ($sql: String!) { runQuery(input: { sql: $sql }) {
      __typename ... on RunQueryResult { rows truncated } ... on AccessDenied { reason nextStep } ... on QueryFailed { code message } } }`;
    const { data } = await ask(user, text, { sql });
    return data?.['runQuery'] as Record<string, unknown>;
  }

  beforeAll(async () => {
    weft = await startWeft();
    const steps = [
      ['apply', MESH, '--as', 'admin'],
      ['run', '--project-dir', PROJECT, '--as', 'ines'],
      ['request', GOLD, '--reason', 'matrix', '--days', '5', '--as', 'ana'],
    ];
    for (const step of steps) {
      const { code, stdout, stderr } = await run(...step);
      expect(code, `${step.join(' ')}\n${stdout}${stderr}`).toBe(0);
    }
    const { data } = await ask(
      'ines',
      '{ accessRequests(filter: TO_DECIDE, first: 1) { edges { node { id } } } runs(first: 1) { edges { node { id } } } }',
    );
    const found = data as Record<'accessRequests' | 'runs', { edges: { node: { id: string } }[] }>;
    requestId = found.accessRequests.edges[0]?.node.id ?? '';
    runId = found.runs.edges[0]?.node.id ?? '';
    expect((await run('approve', requestId, '--as', 'ines')).code).toBe(0);
  });

  afterAll(() => weft.dispose());

  it('POST /v1/query: ana reads, bob and nobody do not', async () => {
    const answer = await post('ana', COUNT_GOLD);
    expect(answer.status).toBe(200);
    const [head, row, end] = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(head).toMatchObject({ columns: [{ name: 'n', type: 'bigint' }] });
    expect([row, end]).toEqual([['100'], { end: { rows: 1 } }]);
    const denied = await post('bob', COUNT_GOLD);
    expect(denied.status).toBe(403);
    expect(await denied.json()).toMatchObject({ error: { nextStep: expect.stringContaining('npx weft request') as string } });
    expect((await post(null, COUNT_GOLD)).status).toBe(401);
  });

  it('GraphQL runQuery: ana reads, bob does not, and a long result is cut and says so', async () => {
    expect(await runQuery('ana', COUNT_GOLD)).toMatchObject({ __typename: 'RunQueryResult', rows: [['100']] });
    expect(await runQuery('bob', COUNT_GOLD)).toMatchObject({ __typename: 'AccessDenied' });
    const many = await runQuery('ana', `select a.customer_id from ${GOLD} a cross join ${GOLD} b`);
    expect(many).toMatchObject({ __typename: 'RunQueryResult', truncated: true });
    expect(many['rows']).toHaveLength(1000);
  });

  it('weft query: ana reads, bob is told why not and what to do, and nobody reads without a token', async () => {
    expect((await run('query', '--as', 'ana', '--format', 'csv', COUNT_GOLD)).stdout.trim().split(/\r?\n/)).toEqual(['n', '100']);
    const denied = await run('query', '--as', 'bob', COUNT_GOLD);
    expect(denied.code).toBe(1);
    expect(denied.stdout).toBe('');
    expect(denied.stderr).toContain('npx weft request');
    expect((await run('query', COUNT_GOLD)).code).not.toBe(0);
  });

  it.each([
    'select * from customersdb.public.customers',
    'select * from insights.default.stg_customers',
    'select * from insights.default.fct_orders',
    `select d.customer_id, c.email from ${GOLD} d join customersdb.public.customers c on c.id = d.customer_id`,
    `with d as (select * from customersdb.public.customers) select * from d`,
    `select (select max(email) from customersdb.public.customers) from ${GOLD}`,
    `select * from ${GOLD} where customer_id in (select id from customersdb.public.customers)`,
    `select 1 from ${GOLD} union all select id from customersdb.public.customers`,
    'select * from information_schema.tables',
    'select * from insights.information_schema.tables',
    'select * from duckdb_tables()',
    'select * from pg_catalog.pg_tables',
    "select * from read_csv('/etc/passwd')",
    "select * from '/etc/passwd'",
    'select * from "data/raw_customers.csv"',
    "select getenv('HOME')",
    "select * from query('select 1')",
    `select * from ${GOLD}; select * from customersdb.public.customers`,
    'show tables',
    `describe ${GOLD}`,
    `explain select * from customersdb.public.customers`,
    `drop table ${GOLD}`,
    `create table insights.default.mine as select * from ${GOLD}`,
    `delete from ${GOLD}`,
    `copy ${GOLD} to '/tmp/out.csv'`,
    "attach '/tmp/x.duckdb'",
    'pragma version',
    'set lock_configuration = false',
  ])('no statement of ana reads past her grant: %s', async (sql) => {
    const answer = await post('ana', sql);
    expect([400, 403]).toContain(answer.status);
    expect((await runQuery('ana', sql))['__typename']).not.toBe('RunQueryResult');
  });

  it('runs, their nodes and logs: the owner team sees them, ana and bob do not', async () => {
    const query = 'query ($id: ID!) { run(id: $id) { id status nodes { name } logs(first: 5) { edges { node { message } } } } }';
    expect((await ask('ines', query, { id: runId })).data).toMatchObject({ run: { status: 'SUCCEEDED' } });
    for (const user of ['ana', 'bob']) {
      expect((await ask(user, query, { id: runId })).data).toEqual({ run: null });
      const list = await ask(user, '{ runs(first: 10) { edges { node { id } } } }');
      expect(list.data).toEqual({ runs: { edges: [] } });
    }
  });

  it('requests: ana sees hers and the owner decides on it, bob sees none', async () => {
    const list = (filter: string) => `{ accessRequests(filter: ${filter}, first: 10) { edges { node { id } } } }`;
    expect((await ask('ana', list('MINE'))).data).toEqual({ accessRequests: { edges: [{ node: { id: requestId } }] } });
    expect((await ask('bob', list('ALL'))).data).toEqual({ accessRequests: { edges: [] } });
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await ask('bob', node, { id: requestId })).data).toEqual({ node: null });
  });

  it('explanations: ana is told of herself, bob is not told of ana, the owner is', async () => {
    const query = `query ($p: String) { explainAccess(relation: "${GOLD}", principal: $p) { allow reasonCode } }`;
    expect((await ask('ana', query)).data).toMatchObject({ explainAccess: { allow: true } });
    expect((await ask('ines', query, { p: 'ana' })).data).toMatchObject({ explainAccess: { allow: true } });
    const byBob = await ask('bob', query, { p: 'ana' });
    expect(byBob.data).toBeNull();
    expect(byBob.errors?.[0]?.extensions?.code).toBeTruthy();
  });

  it('the audit: the platform team reads it, ana and bob do not', async () => {
    const query = '{ auditEvents(first: 100) { edges { node { principal action outcome } } } }';
    const { data } = await ask('admin', query);
    const events = (data as { auditEvents: { edges: { node: { principal: string; outcome: string } }[] } }).auditEvents.edges.map(
      ({ node }) => node,
    );
    expect(events).toContainEqual(expect.objectContaining({ principal: 'bob', outcome: 'DENY' }));
    for (const user of ['ana', 'bob', 'ines']) expect((await ask(user, query)).errors?.[0]?.extensions?.code).toBeTruthy();
  });

  it('the policy endpoints: GraphQL does not answer there, nor they on its port, and only under the secret', async () => {
    const secret = readFileSync(join(weft.home, 'policy-secret'), 'utf8').trim();
    const question = JSON.stringify({
      input: { context: { identity: { user: 'ana', groups: [] } }, action: { operation: 'ExecuteQuery' } },
    });
    const put = (url: string) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: question });
    const policy = `http://127.0.0.1:${weft.policyPort}`;
    expect(await (await put(`${policy}/${secret}/allow`)).json()).toEqual({ result: true });
    for (const url of [
      `${policy}/graphql`,
      `${policy}/allow`,
      `${policy}/${'0'.repeat(64)}/allow`,
      `${weft.url}/${secret}/allow`,
    ]) {
      expect((await put(url)).status).toBe(404);
    }
  });

  it('nothing but health without a token', async () => {
    expect((await ask(null, '{ health { status } }')).data).toEqual({ health: { status: 'ok' } });
    for (const query of [
      '{ dataProducts { edges { node { name } } } }',
      '{ runs { edges { node { id } } } }',
      '{ __schema { types { name } } }',
    ]) {
      expect((await ask(null, query)).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    }
  });

  it('secrets are nowhere in what Weft has printed', () => {
    const secrets = ['ana', 'bob', 'admin'].map((user) => weft.token(user));
    for (const secret of [...secrets, readFileSync(join(weft.home, 'policy-secret'), 'utf8').trim()])
      expect(weft.output()).not.toContain(secret);
  });
});
