import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '@weft/engine';
import { QUERY_GONE } from './transport.errors.js';

/** The coordinator turned the statement away before it looked at it: any statement may be sent again. */
const TURNED_AWAY = new Set(['SERVER_STARTING_UP', 'QUERY_QUEUE_FULL']);

/** The cluster failed, not the statement. It may have begun: sent again only if its doing twice is its doing once. */
const CLUSTER_TROUBLE = new Set([
  ...['NO_NODES_AVAILABLE', 'TOO_MANY_REQUESTS_FAILED', 'REMOTE_TASK_ERROR', 'REMOTE_TASK_MISMATCH', 'REMOTE_HOST_GONE'],
  ...['PAGE_TRANSPORT_ERROR', 'PAGE_TRANSPORT_TIMEOUT', 'ABANDONED_TASK', 'REMOTE_BUFFER_CLOSE_FAILED', 'SERVER_SHUTTING_DOWN'],
  ...['CLUSTER_OUT_OF_MEMORY', 'ADMINISTRATIVELY_PREEMPTED', 'CATALOG_UNAVAILABLE', QUERY_GONE],
]);

const LEADING = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\()*/;
const READS = /^(?:select|with|values|table|show|describe|desc|explain(?!\s+analyze))\b/i;
/** Done again it changes nothing or says that there is nothing to do; no row is written twice. */
const DEFINES =
  /^(?:create|drop|alter(?![\s\S]*\bexecute\b)|comment|grant|revoke|deny|set|reset|use|refresh|analyze|truncate)\b/i;
/** What a definition answers when its first sending was applied after all. */
const APPLIED_BEFORE = ['ENGINE_ALREADY_EXISTS', 'ENGINE_NOT_FOUND'];

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Whether a statement that failed so may be sent again: never where rows could be written twice. */
export function mayRepeat(error: unknown, sql: string): boolean {
  const name = error instanceof EngineError ? (error.details.engineCode ?? '') : '';
  return TURNED_AWAY.has(name) || (CLUSTER_TROUBLE.has(name) && isIdempotent(sql));
}

export function isIdempotent(sql: string): boolean {
  const text = sql.replace(LEADING, '');
  return READS.test(text) || DEFINES.test(text);
}

/** Runs a statement up to `attempts` times while the cluster is in trouble, with growing pauses that the signal ends. */
export async function withRepeats<T>(sql: string, attempts: number, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  let first: unknown = null;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (first !== null && error instanceof EngineError && APPLIED_BEFORE.includes(error.code)) throw first;
      if (attempt >= attempts || signal.aborted || !mayRepeat(error, sql)) throw error;
      first ??= error;
      await pause(attempt, FIRST_PAUSE_MS, signal);
    }
  }
}

/** Three times longer after each attempt, up to a tenth less or more so that many clients do not come back at once. */
export async function pause(attempt: number, firstMs: number, signal?: AbortSignal, atLeastMs = 0): Promise<void> {
  const grown = firstMs * 3 ** (attempt - 1) * (0.9 + Math.random() * 0.2);
  const ms = Math.min(LONGEST_PAUSE_MS, Math.max(grown, atLeastMs));
  await sleep(ms, undefined, signal ? { signal } : {}).catch(() => {
    throw new EngineError('ENGINE_CANCELLED', 'The query was cancelled');
  });
}
