// One step of the demo: what it does, its result and its time.
import assert from 'node:assert/strict';

let count = 0;

/**
 * @template T
 * @param {string} title @param {() => Promise<{ result: string, value: T }>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  count += 1;
  const from = performance.now();
  const { result, value } = await work();
  const seconds = ((performance.now() - from) / 1000).toFixed(2);
  console.log(`${String(count).padStart(2)}. ${title}\n    ${result.trim().split('\n').join('\n    ')}\n    (${seconds} s)`);
  return value;
}

/** @param {{ code: number | null, stdout: string, stderr: string }} outcome @param {number} code @param {string} what */
export function assertExit(outcome, code, what) {
  assert.equal(outcome.code, code, `${what} ended with ${outcome.code}, expected ${code}:\n${outcome.stdout}${outcome.stderr}`);
}
