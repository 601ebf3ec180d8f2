// Installs and builds what is missing or stale. Plain JavaScript without dependencies: it runs before anything is installed,
// on Node 20 or later.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPinnedNode } from '../../apps/cli/bin/pinned-node.js';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const INSTALL_STAMP = join(ROOT, 'node_modules/.weft-install');
const MAIN = join(ROOT, 'apps/embedded/dist/main.js');
const BUILD_STAMP = join(ROOT, 'node_modules/.weft-build');

/** Makes the checkout ready to run and returns the path of the pinned Node. @param {(line: string) => void} [say] */
export function prepare(say = (line) => console.log(line)) {
  if (readStamp(INSTALL_STAMP) !== hashFile(join(ROOT, 'package-lock.json'))) install(say);
  const node = findPinnedNode(ROOT);
  if (!node) throw new Error('the pinned Node is not among the installed packages: remove node_modules and start again');
  if (!existsSync(MAIN) || readStamp(BUILD_STAMP) !== hashSources()) build(node, say);
  return node;
}

/** @param {(line: string) => void} say */
function install(say) {
  say('Installing the packages (once, and after each change of package-lock.json) ...');
  const [command, ...args] = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const { status } = spawnSync(command ?? 'npm', [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('npm ci failed: see above');
  writeFileSync(INSTALL_STAMP, hashFile(join(ROOT, 'package-lock.json')));
}

/** @param {string} node @param {(line: string) => void} say */
function build(node, say) {
  say('Building what is missing or stale ...');
  const nx = join(ROOT, 'node_modules/nx/dist/bin/nx.js');
  const args = [nx, 'run-many', '-t', 'build', '--outputStyle=static'];
  const env = { ...process.env, NX_DAEMON: 'false', PATH: `${dirname(node)}:${process.env.PATH ?? ''}` };
  const { status } = spawnSync(node, args, { cwd: ROOT, stdio: 'inherit', env });
  if (status !== 0) throw new Error('the build failed: see above');
  writeFileSync(BUILD_STAMP, hashSources());
}

/** Path, size and time of each source file: cheap enough for every start, and any change shows. */
function hashSources() {
  const hash = createHash('sha256');
  for (const group of ['apps', 'libs']) {
    for (const name of readdirSync(join(ROOT, group)).sort())
      for (const part of ['src', 'build']) addFolder(hash, join(ROOT, group, name, part));
  }
  for (const file of ['package-lock.json', 'tsconfig.base.json']) addFile(hash, join(ROOT, file));
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} folder */
function addFolder(hash, folder) {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path);
    else addFile(hash, path);
  }
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addFile(hash, path) {
  const { size, mtimeMs } = statSync(path);
  hash.update(`${path}\0${size}\0${mtimeMs}\n`);
}

/** @param {string} path */
function hashFile(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** @param {string} path */
function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
