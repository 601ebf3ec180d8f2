// `npm test` (kind npm) and `npm run test:trino` (kind trino): one PostgreSQL, and for trino one Trino, for the whole run;
// the packages' suites run through Nx; the last line is counted from their JSON reports.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findSuites, removeReports, renderTally, tallyReports } from './reports.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const kind = process.argv[2] === 'trino' ? 'trino' : 'npm';
const only = process.argv.slice(3);

/** @type {{ name: string, seconds: number }[]} */
const stages = [];
/** @type {(() => Promise<void>)[]} */
const cleanups = [];

/** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
async function stage(name, work) {
  const from = performance.now();
  try {
    return await work();
  } finally {
    stages.push({ name, seconds: (performance.now() - from) / 1000 });
  }
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] @returns {Promise<number>} */
function nx(args, env = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules/nx/dist/bin/nx.js'), ...args], {
      cwd: ROOT,
      env: { ...process.env, NX_DAEMON: 'false', ...env },
      stdio: 'inherit',
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

async function startPostgresForTests() {
  const { startPostgres } = await import(join(ROOT, 'libs/platform/dist/index.js'));
  const folder = mkdtempSync(join(tmpdir(), 'weft-test-postgres-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'data'), durable: false });
  cleanups.push(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return postgres.superuserUrl;
}

/** @param {string} superuserUrl */
async function startTrinoOnce(superuserUrl) {
  const { startTrinoForTests } = await import('../trino/for-tests.mjs');
  const trino = await startTrinoForTests(superuserUrl);
  cleanups.push(() => trino.stop());
  return trino.env;
}

async function main() {
  const suites = findSuites(ROOT, kind).filter(({ name }) => only.length === 0 || only.includes(name));
  removeReports(suites);
  if ((await stage('build', () => nx(['run-many', '-t', 'build']))) !== 0) throw new Error('the build failed');
  const postgres = await stage('start PostgreSQL', startPostgresForTests);
  const env = { WEFT_TEST_POSTGRES: postgres, WEFT_TEST_SUITE: kind };
  // Times must be the same wherever a process runs: the suites against Trino run far from UTC.
  if (kind === 'trino') Object.assign(env, { TZ: 'Asia/Kolkata' });
  if (kind === 'trino') Object.assign(env, await stage('start Trino', () => startTrinoOnce(postgres)));
  const projects = suites.map(({ name }) => (name === 'test' ? '@weft/test' : projectName(name))).join(',');
  const target = kind === 'trino' ? ['test:trino', '--parallel=1'] : ['test', '--parallel=2'];
  const code = await stage('tests', () => nx(['run-many', '-t', ...target, '-p', projects, '--outputStyle=static'], env));
  const tally = tallyReports(suites);
  if (code !== 0 && tally.failed === 0) {
    tally.failed += 1;
    tally.problems.push(`the test runner ended with code ${code}`);
  }
  return tally;
}

/** @param {string} folder */
function projectName(folder) {
  const [group, name] = folder.split('/');
  return group === 'apps' && name !== 'cli' ? `@weft/app-${name}` : `@weft/${name}`;
}

/** @param {Awaited<ReturnType<typeof main>>} tally */
function report(tally) {
  console.log('\nThe ten slowest tests:');
  for (const { title, ms } of tally.slowest) console.log(`  ${(ms / 1000).toFixed(2)} s  ${title}`);
  console.log('Seconds of each stage:');
  for (const { name, seconds } of stages) console.log(`  ${seconds.toFixed(1)} s  ${name}`);
  for (const problem of tally.problems) console.log(`FAILED ${problem}`);
  if (process.env.WEFT_TALLY_FILE) writeFileSync(process.env.WEFT_TALLY_FILE, JSON.stringify({ ...tally, stages }));
  console.log(renderTally(tally));
}

let tally;
try {
  tally = await main();
} catch (error) {
  tally = { passed: 0, failed: 1, skipped: 0, slowest: [], problems: [error instanceof Error ? error.message : String(error)] };
}
for (const cleanup of cleanups.reverse()) {
  await cleanup().catch((error) => {
    tally.failed += 1;
    tally.problems.push(`clean-up: ${error instanceof Error ? error.message : String(error)}`);
  });
}
report(tally);
process.exit(tally.failed > 0 ? 1 : 0);
