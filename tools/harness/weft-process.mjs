// Starts a Weft of its own for the demo, the black-box tests and the benchmarks: an empty data folder, free ports, no example.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A port of 127.0.0.1 that nobody listens on. @returns {Promise<number>} */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

/**
 * @typedef {object} WeftProcess
 * @property {string} url
 * @property {string} home
 * @property {number} policyPort
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => string} output what it has printed so far
 * @property {(name: string) => string} token the sample token of a user
 * @property {NodeJS.ProcessEnv} env what a command needs to find it
 * @property {(signal?: NodeJS.Signals) => Promise<number | null>} stop ends it and tells its exit code; its home folder stays
 * @property {() => Promise<void>} dispose ends it and removes its home folder
 */

/**
 * Starts the embedded Weft and waits until GraphQL answers.
 * @param {{ home?: string, env?: NodeJS.ProcessEnv, port?: number, policyPort?: number, timeoutMs?: number }} [options]
 * @returns {Promise<WeftProcess>}
 */
export async function startWeft(options = {}) {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'weft-home-'));
  const port = options.port ?? (await freePort());
  const policyPort = options.policyPort ?? (await freePort());
  const env = {
    ...process.env,
    WEFT_EXAMPLE: 'none',
    ...options.env,
    WEFT_HOME: home,
    WEFT_PORT: String(port),
    WEFT_POLICY_PORT: String(policyPort),
    NO_COLOR: '1',
  };
  const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'apps/embedded/dist/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  const url = `http://127.0.0.1:${port}`;
  const stop = (/** @type {NodeJS.Signals} */ signal = 'SIGTERM') => stopChild(child, signal);
  await waitUntilHealthy(url, child, () => printed, options.timeoutMs ?? 60_000);
  return {
    url,
    home,
    policyPort,
    child,
    output: () => printed,
    token: (name) => readToken(home, name),
    env: { ...process.env, WEFT_HOME: home, NO_COLOR: '1', WEFT_TOKEN: '' },
    stop,
    dispose: async () => {
      await stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** @param {string} home @param {string} name @returns {string} */
function readToken(home, name) {
  const { tokens } = JSON.parse(readFileSync(join(home, 'credentials.json'), 'utf8'));
  const entry = tokens[name];
  if (!entry) throw new Error(`credentials.json has no token of ${name}`);
  return entry.token;
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal @returns {Promise<number | null>} */
function stopChild(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => {
    child.on('close', (code) => done(code));
    child.kill(signal);
  });
}

/** @param {string} url @param {import('node:child_process').ChildProcess} child @param {() => string} printed @param {number} timeoutMs */
async function waitUntilHealthy(url, child, printed, timeoutMs) {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`Weft ended with code ${child.exitCode}:\n${printed()}`);
    if (await isHealthy(url)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`Weft did not answer at ${url} within ${timeoutMs} ms:\n${printed()}`);
}

/** @param {string} url @returns {Promise<boolean>} */
async function isHealthy(url) {
  try {
    const { data } = await postGraphql(url, null, '{ health { status } }');
    return data?.health?.status === 'ok';
  } catch {
    return false;
  }
}

/**
 * One GraphQL operation over HTTP.
 * @param {string} url @param {string | null} token @param {string} query @param {Record<string, unknown>} [variables]
 * @returns {Promise<{ data: any, errors?: { message: string, extensions?: { code?: string } }[] }>}
 */
export async function postGraphql(url, token, query, variables = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return /** @type {any} */ (await response.json());
}

/**
 * Runs `weft` as a user does.
 * @param {string[]} args @param {{ env: NodeJS.ProcessEnv, cwd?: string }} options
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
export function runWeft(args, options) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'apps/cli/bin/weft.js'), ...args], {
      cwd: options.cwd ?? ROOT,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
