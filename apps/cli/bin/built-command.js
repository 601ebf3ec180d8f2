// Which of the built files the command is started from. Plain JavaScript without dependencies.
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { basename, dirname, join } from 'node:path';

/** Beside the bundle: what it was made from. */
export const ORIGIN_FILE = 'built-from.json';

/**
 * The bundle where it was made from what is built now, else the plain modules; null where nothing is built.
 * @param {string} folder of the command's package
 * @returns {string | null}
 */
export function findMain(folder) {
  const plain = join(folder, 'dist', 'index.js');
  const bundle = join(folder, 'dist', 'bundle');
  if (isFresh(bundle)) return join(bundle, 'weft.js');
  return existsSync(plain) ? plain : null;
}

/** What identifies a file, and when it was written: the first is looked at where the second differs. @param {string} file */
export function stampOf(file) {
  return { written: statSync(file).mtimeMs, hash: hashOf(file) };
}

/** @param {string} bundle */
function isFresh(bundle) {
  try {
    /** @type {Record<string, { written: number, hash: string }>} */
    const origins = JSON.parse(readFileSync(join(bundle, ORIGIN_FILE), 'utf8'));
    return Object.entries(origins).every(([path, { written, hash }]) => {
      const file = join(bundle, path);
      return statSync(file).mtimeMs === written || hashOf(file) === hash;
    });
  } catch {
    return false;
  }
}

/** @param {string} file */
function hashOf(file) {
  return createHash('sha1').update(readFileSync(file)).digest('base64');
}

/**
 * A command lives for a second: code that is optimized later than that only costs, and a young generation that grows costs half of
 * the memory. One that stays small is quickly looked through by one thread.
 */
export function tuneEngine() {
  setFlagsFromString('--no-opt');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-parallel-scavenge');
}

/**
 * Lets Node keep what it compiles of the bundle: beside it, where the build put it, or in the user's own cache where that folder is
 * another's. Where neither can be written, each call compiles again.
 * @param {string} main
 */
export function keepCompiled(main) {
  const folder = dirname(main);
  if (basename(folder) !== 'bundle') return;
  // Older ones than the pinned Node begin here too, and have none.
  nodeModule.enableCompileCache?.(isWritable(folder) ? join(folder, 'compiled') : join(cacheHome(), 'weft', 'compiled'));
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function cacheHome() {
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}
