import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { folders, javaArguments, writeConfiguration } from './config.mjs';
import { ensureTrino } from './distribution.mjs';
import { findJava } from './jdk.mjs';
import { freePort } from './ports.mjs';
import { endProcess, isAlive, processId } from './processes.mjs';
import { runStatement } from './statement.mjs';

const READY_WITHIN_MS = 180_000;

/**
 * @typedef {object} StartOptions
 * @property {string} dataDir everything that this server writes; one server a folder
 * @property {number} [port] a free one if it is not given
 * @property {string | null} policyUrl base of the policy service's endpoints; null: no access control
 * @property {Record<string, string>} [env] what ${ENV:NAME} in CREATE CATALOG stands for; WEFT_WAREHOUSE, a folder for Iceberg's files, is always there
 * @property {string} [heap]
 * @property {string | null} [eventsUrl]
 * @property {readonly string[]} [plugins] more than the usual ones
 * @property {(line: string) => void} [log]
 *
 * @typedef {{ url: string, pid: number, stop: () => Promise<void> }} RunningTrino
 * @typedef {{ pid: number, startTicks: string, url: string, startedAt: string }} ServerRecord
 */

/**
 * Starts a Trino as a process of its own, which outlives the caller, and returns when it answers statements.
 * @param {StartOptions} options
 * @returns {Promise<RunningTrino>}
 */
export async function startTrino(options) {
  const { port, policyUrl, env = {}, heap = '2G', eventsUrl = null, plugins = [], log = () => {} } = options;
  const dataDir = resolve(options.dataDir);
  const running = findServer(dataDir);
  if (running) throw new Error(`A Trino is already running on ${running.url} (process ${running.pid}, data folder ${dataDir}).`);
  const java = findJava();
  const home = await ensureTrino(log);
  const settings = { home, dataDir, port: await freePort(port), policyUrl, heap, eventsUrl, plugins };
  writeConfiguration(settings);
  const record = launch(java, settings, env);
  log(`starting Trino on ${record.url} (process ${record.pid}, log ${folders(dataDir).log})`);
  try {
    await untilReady(record, dataDir, log);
  } catch (error) {
    await stopTrino(dataDir);
    throw error;
  }
  return { url: record.url, pid: record.pid, stop: async () => void (await stopTrino(dataDir)) };
}

/**
 * Ends the server that was started in this data folder, and nothing else.
 * @param {string} dataDir
 * @returns {Promise<ServerRecord | null>} what was ended
 */
export async function stopTrino(dataDir) {
  const record = findServer(dataDir);
  if (record) await endProcess(record);
  rmSync(recordFile(dataDir), { force: true });
  return record;
}

/**
 * The server that was started in this data folder and is alive.
 * @param {string} dataDir
 * @returns {ServerRecord | null}
 */
export function findServer(dataDir) {
  try {
    const record = /** @type {ServerRecord} */ (JSON.parse(readFileSync(recordFile(dataDir), 'utf8')));
    return isAlive(record) ? record : null;
  } catch {
    return null;
  }
}

/** @param {string} dataDir */
function recordFile(dataDir) {
  return join(dataDir, 'trino.json');
}

const INHERITED = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH', 'SYSTEMROOT'];

/** Only what Java needs: whoever describes a catalog may write any ${ENV:NAME} into it, and must not reach the secrets of our own environment. */
function inherited() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => INHERITED.includes(name.toUpperCase())));
}

/**
 * @param {string} java
 * @param {import('./config.mjs').TrinoSettings} settings
 * @param {Record<string, string>} env
 * @returns {ServerRecord}
 */
function launch(java, settings, env) {
  mkdirSync(settings.dataDir, { recursive: true });
  const output = openSync(folders(settings.dataDir).log, 'w', 0o600);
  const child = spawn(java, javaArguments(settings), {
    cwd: settings.dataDir,
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...inherited(), WEFT_WAREHOUSE: folders(settings.dataDir).warehouse, ...env },
  });
  child.on('error', () => {});
  child.unref();
  closeSync(output);
  if (child.pid === undefined) throw new Error(`${java} could not be started`);
  const record = { ...processId(child.pid), url: `http://127.0.0.1:${settings.port}`, startedAt: new Date().toISOString() };
  writeFileSync(recordFile(settings.dataDir), JSON.stringify(record, null, 2), { mode: 0o600 });
  return record;
}

/**
 * @param {ServerRecord} record
 * @param {string} dataDir
 * @param {(line: string) => void} log
 */
async function untilReady(record, dataDir, log) {
  const begun = Date.now();
  for (let round = 1; Date.now() - begun < READY_WITHIN_MS; round++) {
    if (!isAlive(record)) throw new Error(`Trino ended while it was starting:\n${whatWentWrong(dataDir)}`);
    if (await isReady(record.url))
      return log(`Trino answers on ${record.url} after ${Math.round((Date.now() - begun) / 1000)} s`);
    if (round % 20 === 0) log(`waiting for Trino, ${Math.round((Date.now() - begun) / 1000)} s`);
    await sleep(500);
  }
  throw new Error(`Trino did not answer within ${READY_WITHIN_MS / 1000} s:\n${whatWentWrong(dataDir)}`);
}

/**
 * A statement that the policy service refuses, or that cannot be decided because the service is not up yet, has been taken by a Trino that is up.
 * @param {string} url
 */
export async function isReady(url) {
  try {
    const info = await fetch(`${url}/v1/info`, { signal: AbortSignal.timeout(5000) });
    if (!info.ok || /** @type {{ starting: boolean }} */ (await info.json()).starting) return false;
    const { state, errorName, message } = await runStatement(url, 'SELECT 1');
    return state === 'FINISHED' || errorName === 'PERMISSION_DENIED' || /OPA/.test(message ?? '');
  } catch {
    return false;
  }
}

/**
 * The lines of the log that say why; without the stack traces.
 * @param {string} dataDir
 */
function whatWentWrong(dataDir) {
  const { log } = folders(dataDir);
  const lines = readFileSync(log, 'utf8').split('\n');
  const telling = lines.filter((line) => /ERROR|^\d+\) |Error:|Exception:|not used/.test(line)).slice(-8);
  return [...(telling.length > 0 ? telling : lines.slice(-8)), `(the whole log: ${log})`].map((line) => `  ${line}`).join('\n');
}
