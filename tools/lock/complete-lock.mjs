// `npm run lock`: package-lock.json under the pinned Node, whole for every platform. npm leaves out an optional package that the
// registry in use does not serve, and `npm ci` then refuses the lockfile; here each one is written down with its exact version and
// the platform that its name says, so that npm fetches it there and nowhere else.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry */
/** @typedef {{ packages: Record<string, Entry> }} Lockfile */

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** What a package's name says of its platform: `@nx/nx-linux-arm64-musl` -> linux, arm64, musl. @param {string} name @returns {Pick<Entry, 'os' | 'cpu' | 'libc'> | null} */
export function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => parts.includes(system));
  const cpu = PROCESSORS.find((processor) => parts.includes(processor));
  if (!os || !cpu) return null;
  const libc = os !== 'linux' ? [] : parts.some((part) => part.startsWith('musl')) ? ['musl'] : ['glibc'];
  return { cpu: [cpu], ...(libc.length > 0 ? { libc } : {}), os: [os] };
}

/** The entry's optional packages that the lockfile does not hold. @param {Lockfile} lock @returns {{ name: string, version: string }[]} */
export function findMissing({ packages }) {
  const missing = new Map();
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!isHeld(packages, path, name)) missing.set(name, { name, version });
    }
  }
  return [...missing.values()];
}

/** @param {Record<string, Entry>} packages @param {string} path @param {string} name */
function isHeld(packages, path, name) {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (packages[`${base === '' ? '' : `${base}/`}node_modules/${name}`]) return true;
    if (base === '' || !base.includes('/node_modules/')) return base !== '' && packages[`node_modules/${name}`] !== undefined;
  }
}

/** @param {Lockfile} lock @returns {Lockfile} */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  for (const { name, version } of findMissing(lock)) {
    const platform = platformOf(name);
    if (!platform || !/^\d+\.\d+\.\d+/.test(version))
      throw new Error(`${name}@${version}: neither served nor of a known platform`);
    packages[`node_modules/${name}`] = { version, ...platform, optional: true };
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

function main() {
  const npm = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], { cwd: ROOT, stdio: 'inherit' });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  const file = resolve(ROOT, 'package-lock.json');
  const lock = /** @type {Lockfile} */ (JSON.parse(readFileSync(file, 'utf8')));
  const complete = completeLock(lock);
  writeFileSync(file, `${JSON.stringify(complete, null, 2)}\n`);
  console.log(`package-lock.json: ${Object.keys(complete.packages).length} packages.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
