import assert from 'node:assert/strict';
import { join } from 'node:path';
import { postGraphql, ROOT, runWeft } from '../harness/weft-process.mjs';
import { runStatement } from '../trino/statement.mjs';
import { assertExit, step } from './step.mjs';

const MESH = join(ROOT, 'examples/jaffle-mesh');
const PROJECT = join(MESH, 'insights');
const GOLD = 'insights.default.dim_customers';
const NOT_FOR_ANA = ['customersdb.public.customers', 'insights.default.stg_customers', 'insights.default.fct_orders'];
const CHANGES = ['team:set', 'dataProduct:create', 'run:start', 'access:request', 'access:approve', 'access:revoke'];
const TOP_CUSTOMER = `select customer_id, number_of_orders, customer_lifetime_value from ${GOLD} order by customer_lifetime_value desc, customer_id limit 1`;

/**
 * @param {import('../harness/weft-process.mjs').WeftProcess} weft
 * @param {string | null} trinoUrl where Trino itself is asked too, if it is the engine
 */
export async function playMainJob(weft, trinoUrl) {
  const weftCommand = (/** @type {string[]} */ ...args) => runWeft(args, { env: weft.env });
  const graphql = (
    /** @type {string} */ user,
    /** @type {string} */ query,
    /** @type {Record<string, unknown>} */ variables = {},
  ) => postGraphql(weft.url, weft.token(user), query, variables);

  await applyTwice(weftCommand);
  await listProducts(graphql);
  await runAndTest(weftCommand);
  await showDenied(weftCommand, 'ana', [GOLD, ...NOT_FOR_ANA], 'before anything was granted');
  const requestId = await askFor(weftCommand, graphql);
  await approve(weftCommand, requestId);
  await readGranted(weftCommand);
  await showDenied(weftCommand, 'ana', NOT_FOR_ANA, 'what was not granted');
  await showDenied(weftCommand, 'bob', [GOLD, ...NOT_FOR_ANA], 'who has no grant');
  if (trinoUrl) await askTrinoItself(trinoUrl);
  await runOverGraphql(graphql);
  await revoke(weftCommand);
  await showDenied(weftCommand, 'ana', [GOLD], 'after the revocation');
  if (trinoUrl) await seeTrinoRefuse(trinoUrl, 'ana', GOLD);
  await readAudit(graphql);
}

/** @typedef {(...args: string[]) => Promise<{ code: number | null, stdout: string, stderr: string }>} Command */
/** @typedef {(user: string, query: string, variables?: Record<string, unknown>) => ReturnType<typeof postGraphql>} Graphql */

/** @param {Command} weft */
async function applyTwice(weft) {
  await step('weft apply examples/jaffle-mesh --as admin', async () => {
    const outcome = await weft('apply', MESH, '--as', 'admin');
    assertExit(outcome, 0, 'apply');
    return { result: outcome.stdout, value: null };
  });
  await step('the same again changes nothing', async () => {
    const outcome = await weft('apply', MESH, '--as', 'admin', '--json');
    assertExit(outcome, 0, 'the second apply');
    const { changes } = JSON.parse(outcome.stdout);
    assert.ok(changes.length > 0);
    assert.deepEqual(
      [...new Set(changes.map((/** @type {{ action: string }} */ change) => change.action.toLowerCase()))],
      ['leave'],
    );
    return { result: `${changes.length} left as they are`, value: null };
  });
}

/** @param {Graphql} graphql */
async function listProducts(graphql) {
  await step('GraphQL: dataProducts and their output ports, as bob', async () => {
    const { data, errors } = await graphql(
      'bob',
      '{ dataProducts(first: 50) { edges { node { name outputPorts { relation layer } } } } }',
    );
    assert.equal(errors, undefined, JSON.stringify(errors));
    const products = data.dataProducts.edges.map((/** @type {any} */ edge) => edge.node);
    assert.equal(products.length, 4);
    const ports = products.flatMap((/** @type {any} */ product) => product.outputPorts);
    assert.deepEqual(
      ports
        .filter((/** @type {any} */ port) => port.layer === 'gold')
        .map((/** @type {any} */ port) => port.relation)
        .sort(),
      [GOLD, 'insights.default.fct_orders'],
    );
    return { result: ports.map((/** @type {any} */ port) => `${port.relation}  ${port.layer}`).join('\n'), value: null };
  });
}

/** @param {Command} weft */
async function runAndTest(weft) {
  await step('weft run: 8 models', async () => {
    const outcome = await weft('run', '--project-dir', PROJECT, '--as', 'ines');
    assertExit(outcome, 0, 'run');
    assert.match(outcome.stdout, /Done\. PASS=8 WARN=0 ERROR=0 SKIP=0/);
    return { result: lastLines(outcome.stdout, 4), value: null };
  });
  await step('weft test: 20 tests', async () => {
    const outcome = await weft('test', '--project-dir', PROJECT, '--as', 'ines');
    assertExit(outcome, 0, 'test');
    assert.match(outcome.stdout, /Done\. PASS=20 WARN=0 ERROR=0 SKIP=0/);
    return { result: lastLines(outcome.stdout, 4), value: null };
  });
  await step('the owner counts: 100 customers, 99 orders', async () => {
    const counts = [];
    for (const relation of [GOLD, 'insights.default.fct_orders']) {
      counts.push(await queryJson(weft, 'ines', `select count(*) as n from ${relation}`));
    }
    assert.deepEqual(counts, [[{ n: '100' }], [{ n: '99' }]]);
    return { result: JSON.stringify(counts), value: null };
  });
}

/** @param {Command} weft @param {string} user @param {string} sql */
async function queryJson(weft, user, sql) {
  const outcome = await weft('query', '--as', user, '--format', 'json', sql);
  assertExit(outcome, 0, `query as ${user}`);
  return JSON.parse(outcome.stdout);
}

/** @param {Command} weft @param {string} user @param {string[]} relations @param {string} why */
async function showDenied(weft, user, relations, why) {
  await step(`${user} is denied ${relations.length === 1 ? relations[0] : `${relations.length} tables`}: ${why}`, async () => {
    const lines = [];
    for (const relation of relations) {
      const outcome = await weft('query', '--as', user, `select count(*) from ${relation}`);
      assertExit(outcome, 1, `${user} on ${relation}`);
      assert.equal(outcome.stdout.trim(), '', `${user} on ${relation} was told: ${outcome.stdout}`);
      assert.match(outcome.stderr, /denied/i);
      lines.push(outcome.stderr.trim());
    }
    return { result: lines.join('\n'), value: null };
  });
}

/** @param {Command} weft @param {Graphql} graphql */
async function askFor(weft, graphql) {
  return step(`ana asks for ${GOLD}`, async () => {
    const outcome = await weft(
      'request',
      GOLD,
      '--reason',
      'Spring campaign: who are our best customers?',
      '--days',
      '30',
      '--as',
      'ana',
    );
    assertExit(outcome, 0, 'request');
    const { data } = await graphql(
      'ines',
      '{ accessRequests(filter: TO_DECIDE, first: 5) { edges { node { id relation principal } } } }',
    );
    const [{ node }] = data.accessRequests.edges;
    assert.deepEqual([node.relation, node.principal], [GOLD, 'ana']);
    return { result: outcome.stdout, value: node.id };
  });
}

/** @param {Command} weft @param {string} requestId */
async function approve(weft, requestId) {
  await step('ines, of the owner team, approves; bob may not', async () => {
    const byBob = await weft('approve', requestId, '--as', 'bob');
    assertExit(byBob, 1, 'approve as bob');
    const outcome = await weft('approve', requestId, '--as', 'ines', '--comment', 'Welcome');
    assertExit(outcome, 0, 'approve as ines');
    return { result: `${byBob.stderr.trim()}\n${outcome.stdout}`, value: null };
  });
}

/** @param {Command} weft */
async function readGranted(weft) {
  await step(`ana reads ${GOLD}`, async () => {
    const outcome = await weft('query', '--as', 'ana', TOP_CUSTOMER);
    assertExit(outcome, 0, 'query as ana');
    assert.deepEqual(await queryJson(weft, 'ana', `select count(*) as n from ${GOLD}`), [{ n: '100' }]);
    const [top] = await queryJson(weft, 'ana', TOP_CUSTOMER);
    assert.deepEqual([top.customer_id, top.number_of_orders, Number(top.customer_lifetime_value)], [51, '3', 99]);
    return { result: outcome.stdout, value: null };
  });
}

/** @param {Graphql} graphql */
async function runOverGraphql(graphql) {
  await step('GraphQL: startRun goes into the queue and is followed to its end', async () => {
    const mutation = `mutation { startRun(input: { project: "insights", command: RUN }) {
      __typename ... on StartRunResult { run { id status } } } }`;
    const { data, errors } = await graphql('ines', mutation);
    assert.equal(data?.startRun?.__typename, 'StartRunResult', JSON.stringify(errors ?? data));
    const run = await followRun(graphql, data.startRun.run.id);
    assert.equal(run.status, 'SUCCEEDED', run.message);
    assert.equal(run.nodes.filter((/** @type {any} */ node) => node.status === 'success').length, 8);
    return {
      result: run.nodes.map((/** @type {any} */ node) => `${node.status}  ${node.relationName ?? node.name}`).join('\n'),
      value: null,
    };
  });
}

/** @param {Graphql} graphql @param {string} id */
async function followRun(graphql, id) {
  const query = 'query ($id: ID!) { run(id: $id) { status message nodes { name status relationName } } }';
  for (let tries = 0; tries < 600; tries++) {
    const { data } = await graphql('ines', query, { id });
    if (['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(data.run.status)) return data.run;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('the run did not end within two minutes');
}

/** @param {Command} weft */
async function revoke(weft) {
  await step('ines revokes', async () => {
    const outcome = await weft('revoke', 'ana', GOLD, '--comment', 'The campaign is over', '--as', 'ines');
    assertExit(outcome, 0, 'revoke');
    return { result: outcome.stdout, value: null };
  });
}

/** @param {string} trinoUrl */
async function askTrinoItself(trinoUrl) {
  await step('Trino itself, asked as ana', async () => {
    const { rows } = await runStatement(trinoUrl, `select count(*) from ${GOLD}`, { user: 'ana' });
    assert.deepEqual(rows, [[100]]);
    return { result: `${rows[0]?.[0]} rows`, value: null };
  });
  for (const relation of NOT_FOR_ANA) await seeTrinoRefuse(trinoUrl, 'ana', relation);
  for (const relation of [GOLD, ...NOT_FOR_ANA]) await seeTrinoRefuse(trinoUrl, 'bob', relation);
}

/** @param {string} trinoUrl @param {string} user @param {string} relation */
async function seeTrinoRefuse(trinoUrl, user, relation) {
  await step(`Trino itself refuses ${user} on ${relation}`, async () => {
    const { message, rows } = await runStatement(trinoUrl, `select * from ${relation}`, { user });
    assert.match(message ?? '', /Access Denied/);
    assert.deepEqual(rows, []);
    return { result: message ?? '', value: null };
  });
}

/** @param {Graphql} graphql */
async function readAudit(graphql) {
  await step('every decision and change is in the audit', async () => {
    const denied = (await auditOf('principal: "bob"')).filter((event) => event.outcome === 'DENY');
    assert.ok(denied.length >= 1 + NOT_FOR_ANA.length, `${denied.length} denials of bob are in the audit`);
    const changes = [];
    for (const action of CHANGES) {
      const events = await auditOf(`action: "${action}"`);
      assert.ok(events.length > 0, `${action} is in the audit`);
      changes.push(`${action} ${events.length}`);
    }
    return { result: `denials of bob: ${denied.length}; ${changes.join(', ')}`, value: null };
  });

  /** @param {string} filter @returns {Promise<{ principal: string, action: string, outcome: string }[]>} */
  async function auditOf(filter) {
    const { data, errors } = await graphql(
      'admin',
      `{ auditEvents(first: 100, ${filter}) { edges { node { principal action target outcome reasonCode } } } }`,
    );
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data.auditEvents.edges.map((/** @type {any} */ edge) => edge.node);
  }
}

/** @param {string} text @param {number} count */
function lastLines(text, count) {
  return text.trim().split('\n').slice(-count).join('\n');
}
