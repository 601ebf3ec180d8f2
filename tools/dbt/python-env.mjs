// The Python environment that dbt's own code runs in: dbt is the judge of the dbt part, it is no part of the product.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REQUIREMENTS = join(dirname(fileURLToPath(import.meta.url)), 'requirements.txt');

/** Where downloads are kept, outside of the checkout. */
export function conformanceFolder() {
  return process.env.WEFT_CONFORMANCE ?? join(process.env.WEFT_CACHE ?? join(homedir(), '.cache/weft'), 'conformance');
}

/**
 * Makes the environment where it is missing, or was made of other requirements.
 * @param {(line: string) => void} log
 * @returns {{ folder: string, python: string, dbt: string, sitePackages: string }}
 */
export function ensurePythonEnv(log) {
  const folder = conformanceFolder();
  const venv = join(folder, 'venv');
  const python = join(venv, 'bin/python');
  const stamp = join(venv, 'weft-requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    if (spawnSync('python3', ['--version']).error) throw new Error('python3 is missing: test:dbt needs Python 3.10 or later');
    log(`making a Python environment in ${venv}`);
    mkdirSync(folder, { recursive: true });
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
    execFileSync(python, ['-m', 'pip', 'install', '-q', '-r', REQUIREMENTS], { stdio: 'inherit' });
    writeFileSync(stamp, wanted);
  }
  return { folder, python, dbt: join(venv, 'bin/dbt'), sitePackages: findSitePackages(venv) };
}

/** @param {string} venv */
function findSitePackages(venv) {
  const version = readdirSync(join(venv, 'lib')).find((name) => name.startsWith('python3'));
  if (!version) throw new Error(`${venv} holds no Python: remove it and start again`);
  return join(venv, 'lib', version, 'site-packages');
}

/** Removes what a cut-off installation has left. @param {string} folder */
export function removePythonEnv(folder) {
  rmSync(join(folder, 'venv'), { recursive: true, force: true });
}
