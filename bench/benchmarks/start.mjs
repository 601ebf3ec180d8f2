// `npm run bench -- start`: how long the command and the start take, and how much memory all our processes hold.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, ROOT } from '../../tools/start/prepare.mjs';
import { startWeft } from '../../tools/harness/weft-process.mjs';

const GOALS = { version: 300, firstStart: 15_000, secondStart: 5_000, memory: 600 };

export async function run() {
  prepare();
  print('weft --version, best of 5', timeVersion(), GOALS.version, 'ms');
  const home = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  try {
    const first = await timedStart(home);
    print('start on a new data folder until GraphQL answers', first.ms, GOALS.firstStart, 'ms');
    await settle(first.weft);
    print('memory of all our processes (PSS), with the example loaded', pssOfTree(first.weft.child.pid), GOALS.memory, 'MiB');
    await first.weft.stop();
    const second = await timedStart(home);
    print('second start on it', second.ms, GOALS.secondStart, 'ms');
    await second.weft.stop();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** @param {string} what @param {number} value @param {number} goal @param {string} unit */
function print(what, value, goal, unit) {
  console.log(`${what}: ${Math.round(value)} ${unit} (goal ${goal}, ratio ${(value / goal).toFixed(2)})`);
}

function timeVersion() {
  const times = Array.from({ length: 5 }, () => {
    const from = performance.now();
    const { status } = spawnSync(join(ROOT, 'node_modules/.bin/weft'), ['--version']);
    if (status !== 0) throw new Error('weft --version failed');
    return performance.now() - from;
  });
  return Math.min(...times);
}

/** @param {string} home */
async function timedStart(home) {
  const from = performance.now();
  const weft = await startWeft({ home, env: { WEFT_EXAMPLE: join(ROOT, 'examples/jaffle-mesh') } });
  return { weft, ms: performance.now() - from };
}

/** Waits until the example is loaded and run. @param {import('../../tools/harness/weft-process.mjs').WeftProcess} weft */
async function settle(weft) {
  const until = Date.now() + 60_000;
  while (!weft.output().includes('Try:') && Date.now() < until) await new Promise((done) => setTimeout(done, 200));
}

/** The proportional set size of a process and all its descendants, in MiB. @param {number | undefined} root */
function pssOfTree(root) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), parentOf(pid)]),
  );
  const isOurs = (/** @type {number | undefined} */ pid) => {
    for (let current = pid; current; current = parents.get(current)) if (current === root) return true;
    return false;
  };
  const kilobytes = [...parents.keys()].filter(isOurs).map(pssOf);
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024;
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function pssOf(pid) {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
