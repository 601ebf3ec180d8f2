import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './testing/run-cli.js';

const PACKAGE = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ROOT = resolve(PACKAGE, '../..');

/** Every other Node on this machine: the command must start under it and switch. */
function otherNodes(): string[] {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  const found = ['/usr/bin', '/usr/local/bin', ...folders].map((folder) => join(folder, 'node')).filter(existsSync);
  return [...new Set(found)].filter((node) => readVersion(node) !== process.version).slice(0, 1);
}

function readVersion(node: string): string {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
}

/** A checkout that has nothing but the command's bin, a main that a test writes, and the pinned Node. */
function buildCheckout(main: string | null): string {
  const root = temporaryFolder();
  const folder = join(root, 'apps/cli');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  cpSync(join(PACKAGE, 'bin'), join(folder, 'bin'), { recursive: true });
  cpSync(join(PACKAGE, 'package.json'), join(folder, 'package.json'));
  if (main !== null) writeFileSync(join(folder, 'dist/index.js'), main);
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return join(folder, 'bin/weft.js');
}

const run = (node: string, script: string, ...args: string[]) => spawnSync(node, [script, ...args], { encoding: 'utf8' });

const NODES = [process.execPath, ...otherNodes()].map((node) => ({ node, version: readVersion(node) }));

describe.each(NODES)('bin/weft.js under Node $version', ({ node }) => {
  it('answers --version without the built command', () => {
    const { stdout, status } = run(node, buildCheckout(null), '--version');
    expect({ stdout, status }).toEqual({ stdout: 'weft 0.1.0\n', status: 0 });
  });

  it('says how to build where nothing is built', () => {
    const { stderr, status } = run(node, buildCheckout(null), 'run');
    expect(status).toBe(2);
    expect(stderr).toContain('not built yet: run npm run build (or npm start) in ');
  });

  it("runs the command under the project's Node, with its arguments and its exit code", () => {
    const script = buildCheckout(`export const runWeft = (args, root) => {
      console.log(JSON.stringify({ version: process.version, args, root }));
      process.exitCode = 7;
    };`);
    const { stdout, status } = run(node, script, 'query', '--as', 'ana', 'a b');
    const version = process.version;
    const root = dirname(dirname(dirname(dirname(script))));
    expect(JSON.parse(stdout)).toEqual({ version, args: ['query', '--as', 'ana', 'a b'], root });
    expect(status).toBe(7);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('passes %s to the command and ends with its exit code', async (signal) => {
    const script = buildCheckout(`export const runWeft = () => new Promise((ended) => {
      const alive = setInterval(() => {}, 1000);
      process.on('${signal}', () => { clearInterval(alive); console.log('got it'); process.exitCode = 5; ended(); });
      console.log('ready');
    });`);
    expect(await signalWhenReady(node, script, signal)).toEqual({ out: 'ready\ngot it\n', code: 5, signal: null });
  });

  it('ends by the signal by which the command ended', async () => {
    const script = buildCheckout(`export const runWeft = () => new Promise(() => {
      setInterval(() => {}, 1000);
      console.log('ready');
    });`);
    expect(await signalWhenReady(node, script, 'SIGTERM')).toEqual({ out: 'ready\n', code: null, signal: 'SIGTERM' });
  });
});

describe('the bundle', () => {
  const says = (what: string) => `export const runWeft = () => console.log('${what}');`;

  it('is started while it was made from what is built, by what that says and not by when it was written', () => {
    const script = buildCheckout(says('modules'));
    const dist = join(dirname(dirname(script)), 'dist');
    const info = join(dist, '.tsbuildinfo');
    const started = () => run(process.execPath, script, 'run').stdout;
    mkdirSync(join(dist, 'bundle'));
    writeFileSync(join(dist, 'bundle/weft.js'), says('bundle'));
    writeFileSync(info, 'first');
    expect(started()).toBe('modules\n');
    const hash = createHash('sha1').update('first').digest('base64');
    writeFileSync(join(dist, 'bundle/built-from.json'), JSON.stringify({ '../.tsbuildinfo': { written: 1, hash } }));
    expect(started()).toBe('bundle\n');
    expect(existsSync(join(dist, 'bundle/compiled'))).toBe(true);
    writeFileSync(info, 'second');
    expect(started()).toBe('modules\n');
    rmSync(info);
    expect(started()).toBe('modules\n');
  });
});

describe('the check of the Node version', () => {
  it('refuses a pinned Node of another version than its package says', () => {
    const script = buildCheckout('export const runWeft = () => console.log("ran");');
    const root = dirname(dirname(dirname(dirname(script))));
    const other = temporaryFolder();
    const folder = join(other, 'node_modules', `node-${process.platform}-${process.arch}`);
    mkdirSync(join(folder, 'bin'), { recursive: true });
    cpSync(join(root, 'apps'), join(other, 'apps'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '24.0.1' }));
    symlinkSync(process.execPath, join(folder, 'bin/node'));
    const { stderr, stdout, status } = run(process.execPath, join(other, 'apps/cli/bin/weft.js'), 'run');
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain(`this is Node ${process.version}, the project pins v24.0.1: run npm ci`);
  });
});

function signalWhenReady(node: string, script: string, signal: NodeJS.Signals) {
  const child = spawn(node, [script, 'run'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (out === 'ready\n') child.kill(signal);
  });
  return new Promise((ended) => child.on('close', (code, by) => ended({ out, code, signal: by })));
}
