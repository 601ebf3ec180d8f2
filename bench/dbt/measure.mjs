// One command's user plus system time, wall time and peak memory, all of its processes together.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {{ cpu: number, wall: number, memory: number }} Cost seconds, seconds, MiB */

/**
 * @param {string[]} command @param {{ cwd: string, env?: NodeJS.ProcessEnv, mayFail?: boolean }} options
 * @returns {Promise<Cost>}
 */
export function measure(command, { cwd, env = {}, mayFail = false }) {
  return new Promise((done, fail) => {
    const script =
      'TIMEFORMAT="%R %U %S"; time "$@" >/tmp/weft-bench-$$.log 2>&1; code=$?; [ $code = 0 ] || tail -20 /tmp/weft-bench-$$.log; rm -f /tmp/weft-bench-$$.log; exit $code';
    const child = spawn('bash', ['-c', script, 'bash', ...command], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, memoryOf(child.pid ?? 0))), 25);
    let text = '';
    let times = '';
    child.stdout.on('data', (data) => (text += data));
    child.stderr.on('data', (data) => (times += data));
    child.on('error', fail);
    child.on('close', (code) => {
      clearInterval(watch);
      const [wall = 0, user = 0, system = 0] = (times.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
      if (code !== 0 && !mayFail) return fail(new Error(`${command.join(' ')} ended with ${code}:\n${text}`));
      done({ cpu: user + system, wall, memory: peak });
    });
  });
}

/** The least of each over some rounds, each with a preparation that is not measured. @param {number} rounds @param {() => Promise<Cost>} work */
export async function best(rounds, work) {
  let least = { cpu: Infinity, wall: Infinity, memory: Infinity };
  for (let round = 0; round < rounds; round++) {
    const cost = await work();
    least = {
      cpu: Math.min(least.cpu, cost.cpu),
      wall: Math.min(least.wall, cost.wall),
      memory: Math.min(least.memory, cost.memory),
    };
  }
  return least;
}

/** The most that a process, and each below it, has held at once, in MiB, with what it shares. @param {number} pid */
function memoryOf(pid) {
  try {
    const own = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    );
    return children.reduce((sum, child) => sum + memoryOf(child), Number(own) / 1024);
  } catch {
    return 0;
  }
}
