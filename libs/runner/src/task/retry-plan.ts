import { DbtError } from '@weft/dbt';
import type { BatchResults, ResultStatus } from '../node/node-result.js';
import type { Retry } from './task-environment.js';

/** As much of an earlier run_results.json as retry needs. */
export interface EarlierRun {
  readonly metadata: { readonly generated_at: string; readonly invocation_started_at?: string | null };
  readonly args: Readonly<Record<string, unknown>>;
  readonly results: readonly {
    readonly unique_id: string;
    readonly status: ResultStatus;
    readonly batch_results?: BatchResults | null;
  }[];
}

const RETRIED: readonly ResultStatus[] = ['error', 'fail', 'skipped', 'runtime error', 'partial success'];

/** Flags that are of the present invocation, not of the one that is retried. */
export const OWN_FLAGS = new Set([
  'log_path',
  'output_path',
  'profiles_dir',
  'profiles_dir_exists_false',
  'project_dir',
  'defer_state',
  'deprecated_state',
  'target_path',
  'warn_error',
]);

/** Flags that may be given anew. */
export const RENEWED_FLAGS = new Set(['vars', 'threads']);

export const RETRYABLE = new Set(['build', 'compile', 'clone', 'generate', 'seed', 'snapshot', 'test', 'run', 'run-operation']);

/** What of an earlier run did not end well, and the batches of microbatch models that are left. */
export function planRetry(earlier: EarlierRun, warnsAreErrors: boolean): Retry & { readonly startedAt: Date } {
  const which = String(earlier.args['which']);
  if (!RETRYABLE.has(which)) throw new DbtError('Runtime', `The command '${which}' cannot be retried`);
  const isRetried = ({ status, unique_id: id }: EarlierRun['results'][number]) =>
    (RETRIED.includes(status) || (warnsAreErrors && status === 'warn')) &&
    (which === 'run-operation' || !id.startsWith('operation.'));
  const batches = earlier.results.flatMap(({ unique_id: id, batch_results: found }): [string, BatchResults][] =>
    found && found.successful.length > 0 && found.failed.length > 0 ? [[id, found]] : [],
  );
  return {
    ids: new Set(earlier.results.filter(isRetried).map(({ unique_id: id }) => id)),
    batches: new Map(batches),
    startedAt: new Date(earlier.metadata.invocation_started_at ?? earlier.metadata.generated_at),
  };
}
