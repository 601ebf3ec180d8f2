// Runs a program of the project under the pinned Node and passes signals and the exit code.
import { spawn } from 'node:child_process';

/** @param {string} node @param {string[]} args @param {NodeJS.ProcessEnv} [env] @returns {Promise<number>} the exit code */
export function runPinned(node, args, env = process.env) {
  return new Promise((done) => {
    const child = spawn(node, args, { stdio: 'inherit', env });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.on('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}
