import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDatabase } from '@weft/testing';
import { SLOW_RELATION, slowProjectFiles } from '@weft/tools/harness/slow-project.mjs';
import { freePort, ROOT, runWeft } from '@weft/tools/harness/weft-process.mjs';
import { runStatement } from '@weft/tools/trino/statement.mjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { followUntil, nodesByName, startSlowRun } from './follow-run.js';

const setting = (name: string) => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this with npm run test:trino`);
  return value;
};

interface App {
  readonly child: ChildProcess;
  output(): string;
}

describe('two runner processes on one queue and one Trino', () => {
  const apps: App[] = [];
  let folder: string;
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let url: string;
  let platform: NodeJS.ProcessEnv;

  function start(name: string, env: NodeJS.ProcessEnv): App {
    const child = spawn(process.execPath, [join(ROOT, `apps/${name}/dist/main.js`)], { env: { ...platform, ...env } });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const app = { child, output: () => printed };
    apps.push(app);
    return app;
  }

  const until = (app: App, text: string) =>
    vi.waitFor(() => expect(app.output()).toContain(text), { timeout: 30_000, interval: 100 });
  const startRunner = async () => {
    const runner = start('runner', { DATABASE_OWNER_URL: '' });
    await until(runner, 'The runner waits for runs');
    return runner;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weft-takeover-'));
    database = await emptyDatabase();
    const appUrl = new URL(database.ownerUrl);
    appUrl.username = 'weft_app';
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    platform = {
      ...process.env,
      WEFT_ENGINE: 'trino',
      WEFT_TRINO_URL: setting('WEFT_TEST_TRINO_URL'),
      WEFT_POLICY_PORT: setting('WEFT_TEST_TRINO_POLICY_PORT'),
      WEFT_POLICY_SECRET: setting('WEFT_TEST_TRINO_POLICY_SECRET'),
      WEFT_RUN_LEASE: '3',
      WEFT_HOME: folder,
      WEFT_PORT: String(port),
      DATABASE_URL: appUrl.href,
      NO_COLOR: '1',
    };
    await until(start('catalog', { DATABASE_OWNER_URL: database.ownerUrl }), 'The catalog answers');
    await until(start('policy', { DATABASE_OWNER_URL: '' }), 'under its secret path');
  }, 90_000);

  afterAll(async () => {
    await Promise.all(apps.map(({ child }) => endOf(child, 'SIGKILL')));
    await database.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function endOf(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((done) => {
      child.on('close', () => done());
      child.kill(signal);
    });
  }

  it('when one gets kill -9, the other ends its query, does not repeat what had ended, and finishes the run', async () => {
    const firstToken = join(ROOT, 'apps/catalog/dist/first-token.js');
    const issued = spawnSync(process.execPath, [firstToken, 'pat'], {
      env: { ...platform, DATABASE_OWNER_URL: '' },
      encoding: 'utf8',
    });
    const token = issued.stdout.trim();
    expect(issued.status, issued.stderr).toBe(0);
    const env = { ...platform, WEFT_URL: url, WEFT_TOKEN: token };
    const applied = await runWeft(['apply', join(ROOT, 'examples/jaffle-mesh')], { env });
    expect(applied.code, applied.stderr).toBe(0);

    const dying = await startRunner();
    const id = await startSlowRun({ url, token }, slowProjectFiles(25));
    const isSlowUnderWay = (run: Parameters<typeof nodesByName>[0]) => {
      const { slow } = nodesByName(run);
      return slow?.status === 'running' && slow.queryId !== null;
    };
    const before = nodesByName(await followUntil({ url, token }, id, isSlowUnderWay));
    await endOf(dying.child, 'SIGKILL');
    await startRunner();

    const run = await followUntil({ url, token }, id, ({ status }) => status !== 'RUNNING' && status !== 'QUEUED');
    const after = nodesByName(run);
    expect(run.status, run.message ?? '').toBe('SUCCEEDED');
    expect(after['stg_orders']).toEqual(before['stg_orders']);
    expect(after['slow']?.queryId).not.toBe(before['slow']?.queryId);
    expect(run.logs.edges.map(({ node }) => node.message).join('\n')).toMatch(/Taken over/);
    expect(await stateOf(before['slow']?.queryId ?? '')).toBe('FAILED');
    const found = `SELECT ways > 0 FROM ${SLOW_RELATION}`;
    const { rows } = await runStatement(setting('WEFT_TEST_TRINO_URL'), found, { user: 'weft_run_insights' });
    expect(rows).toEqual([[true]]);
  }, 150_000);

  /** What became of a query, as its own user may see it: one that was killed has failed. */
  async function stateOf(queryId: string): Promise<unknown> {
    const headers = { 'x-trino-user': 'weft_run_insights' };
    const response = await fetch(`${setting('WEFT_TEST_TRINO_URL')}/v1/query/${queryId}`, { headers });
    return ((await response.json()) as { state?: unknown }).state;
  }
});
