import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ pid: number, startTicks: string }} ProcessId A process, told apart from a later one with the same number. */

/**
 * When a process was started, in the system's own unit; null if there is no such process.
 * @param {number} pid
 * @returns {string | null}
 */
export function startTicksOf(pid) {
  return process.platform === 'linux' ? linuxStartTicks(pid) : psStartTime(pid);
}

/** @param {number} pid */
function linuxStartTicks(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** @param {number} pid */
function psStartTime(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @returns {ProcessId}
 */
export function processId(pid) {
  return { pid, startTicks: startTicksOf(pid) ?? '' };
}

/** @param {ProcessId} id */
export function isAlive(id) {
  return id.startTicks !== '' && startTicksOf(id.pid) === id.startTicks;
}

/**
 * SIGTERM, and SIGKILL after `graceMs`; touches nothing if the process is not the one that was started.
 * @param {ProcessId} id
 * @param {number} [graceMs]
 */
export async function endProcess(id, graceMs = 20_000) {
  if (!isAlive(id)) return;
  signal(id, 'SIGTERM');
  if (await hasEnded(id, graceMs)) return;
  signal(id, 'SIGKILL');
  await hasEnded(id, 10_000);
}

/**
 * @param {ProcessId} id
 * @param {NodeJS.Signals} name
 */
function signal(id, name) {
  try {
    process.kill(id.pid, name);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * @param {ProcessId} id
 * @param {number} withinMs
 */
async function hasEnded(id, withinMs) {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    if (!isAlive(id)) return true;
    await sleep(100);
  }
  return !isAlive(id);
}
