// The stages of `.ci/run` after the install. A stage that is no test run counts as one failure when it fails.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderTally } from '../test/reports.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const scratch = mkdtempSync(join(tmpdir(), 'weft-ci-'));
const CHECKS = [
  { name: 'format', script: 'format:check' },
  { name: 'build', script: 'build' },
  { name: 'lint', script: 'lint' },
  { name: 'types', script: 'typecheck' },
  { name: 'schema', script: 'schema:check' },
];
const TESTS = [
  { name: 'npm test', script: 'test' },
  { name: 'test:trino', script: 'test:trino' },
  { name: 'test:dbt', script: 'test:dbt' },
];

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {{ name: string, seconds: number, state: string }[]} */
const stages = [];
/** @type {string[]} */
const problems = [];

/** @param {string} script @param {NodeJS.ProcessEnv} [env] @returns {Promise<number>} */
function npmRun(script, env = {}) {
  return new Promise((done) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false', ...env },
    });
    child.on('error', () => done(1));
    child.on('close', (code) => done(code ?? 1));
  });
}

/** @param {string} name @param {() => Promise<boolean>} work */
async function stage(name, work) {
  console.log(`\n=== ${name}`);
  const from = performance.now();
  const fine = await work();
  stages.push({ name, seconds: (performance.now() - from) / 1000, state: fine ? 'ok' : 'FAILED' });
}

for (const { name, script } of CHECKS) {
  await stage(name, async () => {
    const fine = (await npmRun(script)) === 0;
    if (!fine) {
      total.failed += 1;
      problems.push(`the stage ${name} failed`);
    }
    return fine;
  });
}
for (const { name, script } of TESTS) {
  await stage(name, async () => {
    const file = join(scratch, `${script.replace(':', '-')}.json`);
    const code = await npmRun(script, { WEFT_TALLY_FILE: file });
    const tally = readTally(file);
    if (!tally) {
      total.failed += 1;
      problems.push(`${name} left no tally`);
      return false;
    }
    total.passed += tally.passed;
    total.failed += tally.failed + (code !== 0 && tally.failed === 0 ? 1 : 0);
    total.skipped += tally.skipped;
    problems.push(...tally.problems);
    return code === 0;
  });
}

/** @param {string} file */
function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

rmSync(scratch, { recursive: true, force: true });
console.log('\nSeconds of each stage:');
for (const { name, seconds, state } of stages) console.log(`  ${seconds.toFixed(1)} s  ${name}  ${state}`);
for (const problem of problems) console.log(`FAILED ${problem}`);
console.log(renderTally(total));
process.exit(total.failed > 0 ? 1 : 0);
