import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { emptyDatabase } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const SECRET = 'a1'.repeat(32);
/** Nobody listens there: the catalog must answer without its engine. */
const NO_TRINO = 'http://127.0.0.1:9';

interface App {
  readonly child: ChildProcess;
  output(): string;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/** The apps as docker-compose.yml starts them: one process each, with settings alone. */
describe('catalog, policy and runner as processes of their own', () => {
  const apps: App[] = [];
  let folder: string;
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let appUrl: string;
  let port: number;
  let policyPort: number;

  function start(name: string, env: NodeJS.ProcessEnv): App {
    const settings = { WEFT_ENGINE: 'trino', WEFT_TRINO_URL: NO_TRINO, WEFT_HOME: folder, DATABASE_OWNER_URL: '', ...env };
    const child = spawn(process.execPath, [join(ROOT, `apps/${name}/dist/main.js`)], { env: { ...process.env, ...settings } });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const app = { child, output: () => printed };
    apps.push(app);
    return app;
  }

  const post = (url: string, body: unknown) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const until = (app: App, text: string) =>
    vi.waitFor(() => expect(app.output()).toContain(text), { timeout: 30_000, interval: 100 });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weft-apart-'));
    database = await emptyDatabase();
    const url = new URL(database.ownerUrl);
    url.username = 'weft_app';
    appUrl = url.href;
    [port, policyPort] = [await freePort(), await freePort()];
    const env = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: database.ownerUrl, WEFT_PORT: String(port) };
    await until(start('catalog', env), 'The catalog answers');
    await until(
      start('policy', { DATABASE_URL: appUrl, WEFT_POLICY_PORT: String(policyPort), WEFT_POLICY_SECRET: SECRET }),
      'under its secret path',
    );
    await until(start('runner', { DATABASE_URL: appUrl }), 'The runner waits for runs');
  });

  afterAll(async () => {
    for (const { child } of apps) child.kill('SIGKILL');
    await database.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the catalog migrates an empty database and answers health, and nothing else, without a token and without its engine', async () => {
    const health = await post(`http://127.0.0.1:${port}/graphql`, { query: '{ health { status } }' });
    expect(await health.json()).toEqual({ data: { health: { status: 'ok' } } });
    const listing = await post(`http://127.0.0.1:${port}/graphql`, { query: '{ domains { edges { node { name } } } }' });
    expect(JSON.stringify(await listing.json())).toContain('UNAUTHENTICATED');
  });

  it('the policy denies a stranger under its secret path, and has no other path', async () => {
    const question = { input: { context: { identity: { user: 'ana' } }, action: { operation: 'ExecuteQuery' } } };
    const ask = (secret: string) => post(`http://127.0.0.1:${policyPort}/${secret}/allow`, question);
    expect(await (await ask(SECRET)).json()).toEqual({ result: false });
    expect((await ask('b2'.repeat(32))).status).toBe(404);
  });

  it('the first member of the platform team gets a token once, that GraphQL takes', async () => {
    const command = (name: string) => {
      const env = { ...process.env, WEFT_ENGINE: 'trino', DATABASE_URL: appUrl, DATABASE_OWNER_URL: '' };
      return spawnSync(process.execPath, [join(ROOT, 'apps/catalog/dist/first-token.js'), name], { env, encoding: 'utf8' });
    };
    const first = command('ada');
    const second = command('eve');
    expect([first.status, second.status, second.stdout]).toEqual([0, 1, '']);
    expect(second.stderr).toContain('has a member already: ada');
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${first.stdout.trim()}` };
    const body = JSON.stringify({
      query: '{ me { name teams } auditEvents(first: 5, action: "token:first") { edges { node { principal action } } } }',
    });
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body });
    expect(await answer.json()).toEqual({
      data: {
        me: { name: 'ada', teams: ['platform'] },
        auditEvents: { edges: [{ node: { principal: 'ada', action: 'token:first' } }] },
      },
    });
  });

  it.each(['catalog', 'policy', 'runner'])('%s says what it lacks and ends with a failure', async (name) => {
    const { child, output } = start(name, { DATABASE_URL: '', WEFT_POLICY_SECRET: SECRET });
    const code = await new Promise((done) => child.once('close', done));
    expect([code, output()]).toEqual([1, expect.stringMatching(/^Set DATABASE_URL/)]);
  });

  it('each ends by itself when it is told to, and no secret was printed', async () => {
    const living = apps.filter(({ child }) => child.exitCode === null);
    expect(living).toHaveLength(3);
    const codes = living.map(({ child }) => new Promise((done) => child.once('exit', done)));
    for (const { child } of living) child.kill('SIGTERM');
    expect(await Promise.all(codes)).toEqual([0, 0, 0]);
    const printed = apps.map(({ output }) => output()).join('');
    for (const secret of [SECRET, new URL(appUrl).password]) expect(printed).not.toContain(secret);
  });
});
