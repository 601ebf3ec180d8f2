// `npm run bench -- dbt [WORK...]`: dbt-core and weft in turn on the same projects, best of 5 each (WEFT_BENCH_ROUNDS), and the ratio.
// CPU is user plus system time of all processes. The engines' work on Trino is Trino's own and is not in it.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePythonEnv } from '../../tools/dbt/python-env.mjs';
import { prepare, ROOT } from '../../tools/start/prepare.mjs';
import { startTrinoForDbt } from '../../tools/trino/dbt-catalogs.mjs';
import { generateJaffle } from '../dbt/generate-jaffle.mjs';
import { generateProject, SIZES } from '../dbt/generate-project.mjs';
import { generateTrinoTests } from '../dbt/generate-trino-tests.mjs';
import { generateUtility } from '../dbt/generate-utility.mjs';
import { best, measure } from '../dbt/measure.mjs';

const ROUNDS = Number(process.env.WEFT_BENCH_ROUNDS ?? 5);
const WEFT = [process.execPath, join(ROOT, 'apps/cli/bin/weft.js')];

/** @typedef {{ dbt: string, scratch: string }} Bench */
/** @type {Record<string, (bench: Bench) => Promise<void>>} */
const WORKS = {
  parse: async (bench) => {
    const folder = project(bench, 'medium', (at) => generateProject(at, SIZES.medium));
    const [dbt, weft] = await both(bench, folder, ['parse', '--no-partial-parse'], cold(folder));
    print('full parse of 1,000 models, 1,500 tests, 50 macros (CPU)', dbt.cpu, weft.cpu, 's', 'a twentieth');
  },
  large: async (bench) => {
    const folder = project(bench, 'large', (at) => generateProject(at, SIZES.large));
    const [dbt, weft] = await both(bench, folder, ['parse', '--no-partial-parse'], cold(folder));
    print('full parse of the large project (CPU)', dbt.cpu, weft.cpu, 's', 'under 3 s');
    print('full parse of the large project, peak memory', dbt.memory, weft.memory, 'MiB', 'a third');
    const [again, ours] = await both(bench, folder, ['ls', '--quiet'], () => undefined);
    print('ls of it, nothing changed (wall)', again.wall, ours.wall, 's', '0.5 s');
  },
  build: async (bench) => {
    const folder = project(bench, 'utility', generateUtility);
    const [dbt, weft] = await both(bench, folder, ['build', '--no-partial-parse'], () => {
      cold(folder)();
      for (const file of ['bench.duckdb', 'bench.duckdb.wal']) rmSync(join(folder, file), { force: true });
    });
    print('build of 237 nodes on DuckDB (wall)', dbt.wall, weft.wall, 's', '3 s');
  },
  trino: async (bench) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'weft-bench-trino-'));
    const trino = await startTrinoForDbt({ dataDir, port: await freePort(), allowAll: true, log: (line) => console.log(line) });
    try {
      const jaffle = project(bench, 'jaffle', (at) => generateJaffle(at, join(ROOT, 'examples/jaffle-mesh'), trino.url));
      await measure([bench.dbt, 'seed', '--profiles-dir', '.'], { cwd: jaffle });
      const [dbt, weft] = await both(bench, jaffle, ['run'], () => undefined);
      print('run of jaffle-mesh on Trino (wall)', dbt.wall, weft.wall, 's', '2 s');
      print('run of jaffle-mesh on Trino (CPU)', dbt.cpu, weft.cpu, 's', '');
      const tests = project(bench, 'tests', (at) => generateTrinoTests(at, trino.url));
      await measure([bench.dbt, 'seed', '--profiles-dir', '.'], { cwd: tests });
      const [slow, fast] = await both(bench, tests, ['test', '--threads', '8'], () => undefined);
      print('200 tests on one table on Trino, 8 threads (wall)', slow.wall, fast.wall, 's', 'half');
    } finally {
      await trino.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** @param {string[]} wanted */
export async function run(wanted) {
  const unknown = wanted.find((name) => !(name in WORKS));
  if (unknown) throw new Error(`bench dbt has no '${unknown}': ${Object.keys(WORKS).join(', ')}`);
  prepare();
  const { dbt } = ensurePythonEnv((line) => console.log(line));
  const scratch = mkdtempSync(join(tmpdir(), 'weft-bench-dbt-'));
  try {
    for (const [name, work] of Object.entries(WORKS))
      if (wanted.length === 0 || wanted.includes(name)) await work({ dbt, scratch });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A project of its own for each of the two. @param {Bench} bench @param {string} name @param {(folder: string) => void} generate */
function project({ scratch }, name, generate) {
  const folder = join(scratch, name);
  generate(folder);
  cpSync(folder, `${folder}-weft`, { recursive: true });
  return folder;
}

/** @param {string} folder */
const cold = (folder) => () => {
  for (const each of [folder, `${folder}-weft`]) rmSync(join(each, 'target'), { recursive: true, force: true });
};

/** The peer and we in turn, in their own copies. @param {Bench} bench @param {string} folder @param {string[]} args @param {() => void} before */
async function both({ dbt }, folder, args, before) {
  const command = [...args, '--profiles-dir', '.'];
  const env = { DBT_SEND_ANONYMOUS_USAGE_STATS: '0' };
  const peer = await best(ROUNDS, async () => {
    before();
    return measure([dbt, ...command], { cwd: folder, env });
  });
  const own = await best(ROUNDS, async () => {
    before();
    for (const file of ['bench.duckdb', 'bench.duckdb.wal'])
      if (args[0] === 'build') rmSync(join(`${folder}-weft`, file), { force: true });
    return measure([...WEFT, ...command], { cwd: `${folder}-weft`, env });
  });
  return [peer, own];
}

/** @param {string} what @param {number} dbt @param {number} weft @param {string} unit @param {string} goal */
function print(what, dbt, weft, unit, goal) {
  const ratio = (dbt / weft).toFixed(1);
  console.log(
    `${what}: dbt ${dbt.toFixed(2)} ${unit}, weft ${weft.toFixed(2)} ${unit}, ${ratio} times less${goal ? ` (goal: ${goal})` : ''}`,
  );
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
