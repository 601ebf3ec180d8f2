import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fetchTarball, TRINO_VERSION } from './download.mjs';
import { withLock } from './lock.mjs';

/** Outside the checkout, so that a fresh clone finds what another has fetched. */
export function cacheFolder() {
  return process.env.WEFT_CACHE ?? join(homedir(), '.cache', 'weft');
}

/**
 * The folder of the unpacked server; fetches and unpacks it if it is not in the cache. Two at once wait for each other, and a
 * folder with the final name is always whole.
 * @param {(line: string) => void} [log]
 */
export async function ensureTrino(log = () => {}) {
  const cache = cacheFolder();
  const home = join(cache, `trino-server-${TRINO_VERSION}`);
  if (existsSync(home)) return home;
  await withLock(join(cache, 'trino.lock'), log, async () => {
    if (!existsSync(home)) await install(cache, home, log);
  });
  return home;
}

/**
 * @param {string} cache
 * @param {string} home
 * @param {(line: string) => void} log
 */
async function install(cache, home, log) {
  const downloads = join(cache, 'download');
  const tarball = await fetchTarball(downloads, log);
  log(`unpacking Trino ${TRINO_VERSION} to ${home}`);
  for (const left of readdirSync(cache).filter((name) => name.startsWith('unpack-')))
    rmSync(join(cache, left), { recursive: true, force: true });
  const temporary = mkdtempSync(join(cache, 'unpack-'));
  try {
    const run = spawnSync('tar', ['-xzf', tarball, '-C', temporary], { encoding: 'utf8' });
    if (run.error) throw new Error(`tar could not be run to unpack Trino: ${run.error.message}`);
    if (run.status !== 0) throw new Error(`Trino could not be unpacked to ${temporary}: ${run.stderr.trim()}`);
    renameSync(join(temporary, `trino-server-${TRINO_VERSION}`), home);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  rmSync(downloads, { recursive: true, force: true });
}
