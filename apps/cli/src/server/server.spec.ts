import { spawn } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeWeft, Refusal, startFakeWeft } from '../testing/fake-weft.js';
import { runCli, temporaryFolder } from '../testing/run-cli.js';
import { readStartTicks } from './living-process.js';

let weft: FakeWeft;
let home: string;
let config: string;
beforeEach(async () => {
  weft = await startFakeWeft();
  weft.answer('Health', () => ({ health: { status: 'ok', version: '0.1.0' } }));
  weft.answer('Me', (_variables, token) => {
    if (token === 'token-of-ana') return { me: { name: 'ana', kind: 'person', teams: ['marketing'] } };
    return new Refusal('Sign in first', { code: 'UNAUTHENTICATED' });
  });
  home = temporaryFolder();
  config = temporaryFolder();
});
afterEach(() => weft.stop());

const run = (args: string[], env: Record<string, string> = {}, stdin = '') =>
  runCli(args, { env: { WEFT_HOME: home, XDG_CONFIG_HOME: config, ...env }, stdin, now: new Date('2026-05-04T12:00:00Z') });

function writeHome(name: string, value: unknown): void {
  writeFileSync(join(home, name), JSON.stringify(value));
}

function ownedBy(pid: number, startTicks: string | null): void {
  writeHome('lock.json', { pid, startTicks, url: weft.url, startedAt: '2026-05-04T10:00:00Z' });
}

describe('the server that is asked', () => {
  it('is the one whose lock names a living process', async () => {
    ownedBy(process.pid, readStartTicks(process.pid));
    const { exitCode, out } = await run(['status']);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: `${weft.url}: ok, version 0.1.0\n` });
  });

  it.skipIf(process.platform !== 'linux')('is not one whose pid was given out again', async () => {
    ownedBy(process.pid, '1');
    const { exitCode, err } = await run(['status']);
    expect(exitCode).toBe(2);
    expect(err).toContain(`no Weft is running here\n  where: ${home}\n  next: start one with npm start`);
  });

  it('is not one that has died', async () => {
    const child = spawn(process.execPath, ['-e', '0']);
    const ticks = readStartTicks(child.pid ?? 0);
    await new Promise((ended) => child.once('exit', ended));
    ownedBy(child.pid ?? 0, ticks);
    expect((await run(['status'])).exitCode).toBe(2);
  });

  it.each(['apply', 'query', 'request'])(
    'is missing for weft %s where none runs, and the command says how to start one',
    async (verb) => {
      const { exitCode, err } = await run([verb, 'x', '--as', 'ana']);
      expect(exitCode).toBe(2);
      expect(err).toContain('start one with npm start');
    },
  );

  it('is named by --url before WEFT_URL', async () => {
    expect((await run(['status', '--url', weft.url], { WEFT_URL: 'http://127.0.0.1:1' })).exitCode).toBe(0);
  });

  it('is told by its address when it does not answer', async () => {
    const { exitCode, err } = await run(['status', '--url', 'http://127.0.0.1:1']);
    expect(exitCode).toBe(2);
    expect(err).toContain('no answer from http://127.0.0.1:1');
  });

  it('cannot be something else than HTTP', async () => {
    expect((await run(['status', '--url', 'file:///etc/passwd'])).err).toContain('is no address of a server');
  });
});

describe('the token that is sent', () => {
  const sample = (expiresAt: string) => ({ url: weft.url, tokens: { ana: { token: 'token-of-ana', expiresAt } } });

  it("is NAME's sample token with --as NAME", async () => {
    writeHome('credentials.json', sample('2026-05-05T00:00:00Z'));
    const { out } = await run(['status', '--as', 'ana', '--url', weft.url]);
    expect(out).toContain('you are ana (person), in marketing');
  });

  it('is not sent to another server than the one it belongs to', async () => {
    writeHome('credentials.json', { ...sample('2026-05-05T00:00:00Z'), url: 'http://127.0.0.1:1' });
    const { exitCode, err } = await run(['query', 'select 1', '--as', 'ana', '--url', weft.url]);
    expect(exitCode).toBe(2);
    expect(err).toContain('no token is kept for ana');
    expect(weft.asked).toEqual([]);
  });

  it('is not sent after it has expired', async () => {
    writeHome('credentials.json', sample('2026-05-04T11:59:59Z'));
    expect((await run(['query', 'select 1', '--as', 'ana', '--url', weft.url])).err).toContain('the token of ana has expired');
  });

  it('is WEFT_TOKEN without --as, and --as never falls back to it', async () => {
    expect((await run(['status', '--url', weft.url], { WEFT_TOKEN: 'token-of-ana' })).out).toContain('you are ana');
    const { exitCode } = await run(['status', '--as', 'bob', '--url', weft.url], { WEFT_TOKEN: 'token-of-ana' });
    expect(exitCode).toBe(2);
  });

  it('is asked for with the names that could be meant', async () => {
    writeHome('credentials.json', sample('2026-05-05T00:00:00Z'));
    const url = ['--url', weft.url];
    expect((await run(['requests', ...url])).err).toContain('add --as NAME (tokens are kept for ana)');
    expect((await run(['requests', '--as', 'anna', ...url])).err).toContain('did you mean --as ana?');
  });

  it('tells how to sign in where the server does not know it', async () => {
    const { exitCode, err } = await run(['status', '--url', weft.url], { WEFT_TOKEN: 'wrong-token' });
    expect(exitCode).toBe(1);
    expect(err).toContain('Error UNAUTHENTICATED: Sign in first\n  next: choose a user with --as NAME');
    expect(err).not.toContain('wrong-token');
  });
});

describe('weft login', () => {
  const login = (name: string, token: string) => run(['login', name, '--token-stdin', '--url', weft.url], {}, `${token}\n`);

  it('keeps a token for its owner alone, and --as finds it', async () => {
    mkdirSync(config, { recursive: true });
    const { exitCode, out } = await login('ana', 'token-of-ana');
    expect(exitCode).toBe(0);
    expect(out).not.toContain('token-of-ana');
    const file = join(config, 'weft', 'credentials.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await run(['status', '--as', 'ana', '--url', weft.url])).out).toContain('you are ana');
  });

  it("does not keep a token that is somebody else's, or nobody's", async () => {
    expect((await login('bob', 'token-of-ana')).err).toContain("this token is not bob's");
    expect((await login('bob', 'unknown')).err).toContain('UNAUTHENTICATED');
    expect((await run(['status', '--as', 'bob', '--url', weft.url])).err).toContain('no token is kept for bob');
  });

  it('takes no token from the command line', async () => {
    expect((await run(['login', 'ana', '--url', weft.url])).err).toContain('a token is read from standard input only');
  });

  it('is undone by weft logout', async () => {
    await login('ana', 'token-of-ana');
    expect((await run(['logout', 'ana', '--url', weft.url])).exitCode).toBe(0);
    expect((await run(['status', '--as', 'ana', '--url', weft.url])).err).toContain('no token is kept for ana');
    expect((await run(['logout', 'ana', '--url', weft.url])).exitCode).toBe(1);
  });
});
