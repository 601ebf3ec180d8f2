import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort, postGraphql, ROOT, runWeft, startWeft, type WeftProcess } from '@weft/tools/harness/weft-process.mjs';

const GOLD = 'insights.default.dim_customers';
const EXAMPLE = join(ROOT, 'examples/jaffle-mesh');

async function untilPrinted(weft: WeftProcess, text: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (!weft.output().includes(text)) {
    if (Date.now() > until) throw new Error(`'${text}' was not printed:\n${weft.output()}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function countGold(weft: WeftProcess, user: string): Promise<unknown> {
  const sql = `select count(*) as n from ${GOLD}`;
  const { data } = await postGraphql(
    weft.url,
    weft.token(user),
    `mutation ($sql: String!) { runQuery(input: { sql: $sql }) { __typename ... on RunQueryResult { rows } ... on AccessDenied { reason nextStep } } }`,
    { sql },
  );
  return (data as { runQuery: unknown }).runQuery;
}

/** Ends a process and leaves nothing of it: its own postmaster included. */
function killHard(weft: WeftProcess): Promise<void> {
  return new Promise((done) => {
    weft.child.on('close', () => done());
    weft.child.kill('SIGKILL');
  });
}

describe('npm start with the example', () => {
  let home: string;
  let weft: WeftProcess;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'weft-start-'));
    weft = await startWeft({ home, env: { WEFT_EXAMPLE: EXAMPLE } });
    await untilPrinted(weft, 'npx weft');
  });

  afterAll(async () => {
    await weft.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('prints where GraphQL and the tokens are, and what to try', () => {
    expect(weft.output()).toContain(`${weft.url}/graphql`);
    expect(weft.output()).toContain(join(home, 'credentials.json'));
    expect(weft.output()).toMatch(/npx weft query --as ana/);
  });

  it('has run the cross-domain project: its owner reads 100 rows, a consumer without a grant none', async () => {
    expect(await countGold(weft, 'ines')).toMatchObject({ __typename: 'RunQueryResult', rows: [['100']] });
    expect(await countGold(weft, 'ana')).toMatchObject({ __typename: 'AccessDenied' });
  });

  it('keeps the tokens to their owner', () => {
    expect(statSync(join(home, 'credentials.json')).mode & 0o777).toBe(0o600);
  });

  it('says who owns the data folder when it is started a second time on it, and ends', async () => {
    const port = await freePort();
    const second = spawnSync(process.execPath, [join(ROOT, 'apps/embedded/dist/main.js')], {
      env: { ...process.env, WEFT_HOME: home, WEFT_PORT: String(port), WEFT_EXAMPLE: 'none' },
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(String(weft.child.pid));
    expect(second.stderr).toContain(weft.url);
  });

  it('keeps data and grants over a clean stop and a new start, ends the former tokens, and removes its lock', async () => {
    const asked = await runWeft(['request', GOLD, '--reason', 'keep', '--days', '5', '--as', 'ana'], { env: weft.env });
    expect(asked.code).toBe(0);
    const list = `{ accessRequests(filter: TO_DECIDE, first: 1) { edges { node { id } } } }`;
    const { data } = await postGraphql(weft.url, weft.token('ines'), list);
    const id = (data as { accessRequests: { edges: { node: { id: string } }[] } }).accessRequests.edges[0]?.node.id ?? '';
    expect((await runWeft(['approve', id, '--as', 'ines'], { env: weft.env })).code).toBe(0);
    const formerToken = weft.token('ana');

    expect(await weft.stop('SIGINT')).toBe(0);
    expect(() => readFileSync(join(home, 'lock.json'))).toThrow();
    weft = await startWeft({ home, env: { WEFT_EXAMPLE: EXAMPLE } });

    expect(await countGold(weft, 'ana')).toMatchObject({ rows: [['100']] });
    const { errors } = await postGraphql(weft.url, formerToken, '{ me { name } }');
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('recovers from kill -9, says what it did, and keeps the grant', async () => {
    await killHard(weft);
    weft = await startWeft({ home, env: { WEFT_EXAMPLE: EXAMPLE } });
    expect(weft.output()).toMatch(/recovered/i);
    expect(await countGold(weft, 'ana')).toMatchObject({ rows: [['100']] });
    expect(await countGold(weft, 'bob')).toMatchObject({ __typename: 'AccessDenied' });
  });
});

describe('kill -9 during a start', () => {
  it.each([0, 500, 1_200])('%i ms after it took the data folder is mended by the next start, which says so', async (delay) => {
    const home = mkdtempSync(join(tmpdir(), 'weft-halfway-'));
    const ports = { WEFT_PORT: String(await freePort()), WEFT_POLICY_PORT: String(await freePort()) };
    const env = { ...process.env, ...ports, WEFT_HOME: home, WEFT_EXAMPLE: 'none' };
    const child = spawn(process.execPath, [join(ROOT, 'apps/embedded/dist/main.js')], { env, stdio: 'ignore' });
    const ended = new Promise((done) => child.on('close', done));
    await vi.waitFor(() => statSync(join(home, 'lock.json')), { timeout: 25_000, interval: 5 });
    await new Promise((done) => setTimeout(done, delay));
    child.kill('SIGKILL');
    await ended;

    const weft = await startWeft({ home });
    try {
      expect(weft.output()).toContain(`recovered the data folder from process ${child.pid}`);
      const { data } = await postGraphql(weft.url, weft.token('ana'), '{ me { name } }');
      expect(data).toEqual({ me: { name: 'ana' } });
    } finally {
      await weft.dispose();
    }
  });
});

describe('a start that cannot be', () => {
  let home: string;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'weft-nostart-'));
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  function startExpectingFailure(env: NodeJS.ProcessEnv): Promise<{ code: number | null; text: string }> {
    return new Promise((done) => {
      const child = spawn(process.execPath, [join(ROOT, 'apps/embedded/dist/main.js')], {
        env: { ...process.env, WEFT_EXAMPLE: 'none', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      child.on('close', (code) => done({ code, text }));
    });
  }

  it('names a busy port and the setting that changes it', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const port = (server.address() as { port: number }).port;
    const { code, text } = await startExpectingFailure({ WEFT_HOME: join(home, 'busy'), WEFT_PORT: String(port) });
    server.close();
    expect(code).toBe(1);
    expect(text).toContain(`127.0.0.1:${port}`);
    expect(text).toContain('WEFT_PORT');
  });

  it('names each bad setting and what was expected', async () => {
    const { code, text } = await startExpectingFailure({ WEFT_HOME: home, WEFT_PORT: 'http', WEFT_ENGINE: 'spark' });
    expect(code).toBe(1);
    expect(text).toContain('WEFT_PORT');
    expect(text).toContain('WEFT_ENGINE');
  });

  it.for([
    ['read-only', ['-o', 'size=200m,ro'], /read-only|EROFS/i],
    ['full', ['-o', 'size=2m'], /no space|full|ENOSPC/i],
  ] as const)('names a %s data folder', async ([kind, options, expected], context) => {
    const mountPoint = mkdtempSync(join(home, `${kind}-`));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', ...options, 'tmpfs', mountPoint]);
    if (mounted.status !== 0) return context.skip('mounting is forbidden here');
    try {
      const { code, text } = await startExpectingFailure({
        WEFT_HOME: join(mountPoint, 'home'),
        WEFT_PORT: String(await freePort()),
      });
      expect(code).toBe(1);
      expect(text).toMatch(expected);
      expect(text).toContain(mountPoint);
    } finally {
      spawnSync('umount', ['-l', mountPoint]);
    }
  });
});
