import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processId } from './processes.mjs';

/**
 * Runs `work` while no other process holds the lock file. A lock whose owner has ended is taken over.
 * @template T
 * @param {string} file
 * @param {(line: string) => void} log
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, log, work) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!tryLock(file)) {
    const owner = readOwner(file);
    if (owner && !isAlive(owner)) {
      takeAway(file);
      continue;
    }
    if (!told) log(`waiting for another process that holds ${file}`);
    told = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function tryLock(file) {
  try {
    writeFileSync(file, JSON.stringify(processId(process.pid)), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function readOwner(file) {
  try {
    return /** @type {import('./processes.mjs').ProcessId} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * The rename succeeds for one process only, and what it took is looked at again: a lock that somebody has made anew is put back.
 * @param {string} file
 */
function takeAway(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const owner = readOwner(aside);
  if (owner && isAlive(owner)) renameSync(aside, file);
  else rmSync(aside, { force: true });
}
