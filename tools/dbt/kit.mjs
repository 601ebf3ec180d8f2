// The conformance kit: dbt's own functional tests run against this command. It is called where it lies; where it is absent its tests count
// as skipped.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** @typedef {{ passed: number, failed: number, skipped: number, problems: string[] }} Tally */

/** How many tests the kit has, for the count of those that are skipped where it is absent. */
const COUNTS = { duckdb: 74, trino: 94 };

/** @param {string} root */
export function findKit(root) {
  const folder = process.env.WEFT_CONFORMANCE_KIT ?? resolve(root, '../shared/conformance');
  return existsSync(join(folder, 'run.sh')) ? folder : null;
}

/**
 * @param {'duckdb' | 'trino'} suite
 * @param {{ root: string, kit: string | null, folder: string, env?: NodeJS.ProcessEnv, why?: string }} options
 * @returns {Promise<Tally>}
 */
export async function runKit(suite, { root, kit, folder, env = {}, why = 'the kit is not there' }) {
  if (!kit) return { passed: 0, failed: 0, skipped: COUNTS[suite], problems: [`skipped: ${suite} conformance, ${why}`] };
  const environment = {
    ...process.env,
    ...env,
    WEFT_CONFORMANCE: folder,
    RUNNER_CLI: `${process.execPath} ${join(root, 'apps/cli/bin/weft.js')}`,
    JOBS: process.env.JOBS ?? '2',
  };
  const setUp = await shell(['bash', join(kit, 'setup.sh')], environment);
  if (setUp.code !== 0)
    return { passed: 0, failed: 1, skipped: 0, problems: [`${suite} conformance: setup.sh failed\n${setUp.text}`] };
  const { text } = await shell(['bash', join(kit, 'run.sh'), suite], environment);
  const counts = /(\d+) passed, (\d+) failed\s*$/.exec(text);
  if (!counts) return { passed: 0, failed: 1, skipped: 0, problems: [`${suite} conformance: no count in\n${text}`] };
  return { passed: Number(counts[1]), failed: Number(counts[2]), skipped: 0, problems: failures(folder, suite) };
}

/** @param {string} folder @param {string} suite @returns {string[]} */
function failures(folder, suite) {
  const file = join(folder, `${suite}.jsonl`);
  if (!existsSync(file)) return [`${suite} conformance: no test ran, see ${suite}.log`];
  const results = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ id, why }) => `${suite} conformance: ${id}: ${firstLine(why)}`);
}

/** @param {unknown} text */
function firstLine(text) {
  return String(text ?? '').split('\n')[0];
}

/** @param {string[]} command @param {NodeJS.ProcessEnv} env @returns {Promise<{ code: number, text: string }>} */
function shell([program, ...args], env) {
  return new Promise((done) => {
    const child = spawn(String(program), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
    child.on('error', (error) => done({ code: 1, text: String(error) }));
    child.on('close', (code) => done({ code: code ?? 1, text }));
  });
}
