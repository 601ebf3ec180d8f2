import type { TableFace } from '@weft/dbt';
import type { ResultNode } from '../manifest-types.js';

/** dbt's words for how something ends. */
export type ResultStatus =
  'success' | 'error' | 'fail' | 'warn' | 'skipped' | 'partial success' | 'pass' | 'runtime error' | 'no-op';

export interface Timing {
  readonly name: 'compile' | 'execute';
  readonly started_at: string;
  readonly completed_at: string;
}

/** Start and end of a batch, as dbt writes them into run_results.json. */
export type BatchWindow = readonly [string, string];

export interface BatchResults {
  readonly successful: readonly BatchWindow[];
  readonly failed: readonly BatchWindow[];
}

export interface FreshnessFacts {
  readonly max_loaded_at: string;
  readonly snapshotted_at: string;
  readonly age: number;
}

/** How one node ended. */
export interface RunResult {
  readonly node: ResultNode;
  readonly status: ResultStatus;
  readonly timing: readonly Timing[];
  readonly threadId: string;
  /** Seconds. */
  readonly executionTime: number;
  readonly message: string | null;
  readonly adapterResponse: Readonly<Record<string, unknown>>;
  readonly failures: number | null;
  readonly batchResults: BatchResults | null;
  readonly table?: TableFace | undefined;
  readonly freshness?: FreshnessFacts | undefined;
  /** What was thrown; it stays out of artifacts. */
  readonly error?: unknown;
  /** Of a node that was skipped: what did not end well. */
  readonly cause?: string | undefined;
}

/** What the execution of a node says of it; the rest of the result is known around it. */
export interface Executed {
  readonly status: ResultStatus;
  readonly message: string | null;
  readonly adapterResponse?: Readonly<Record<string, unknown>>;
  readonly failures?: number | null;
  readonly batchResults?: BatchResults | null;
  readonly table?: TableFace | undefined;
  readonly freshness?: FreshnessFacts | undefined;
  /** The node that the result is of, where it is another one: a compiled unit test. */
  readonly node?: ResultNode;
}

export function isFailure(status: ResultStatus): boolean {
  return status === 'error' || status === 'fail' || status === 'runtime error';
}

/** Whether a command with these results ended well. */
export function isSuccess(results: readonly RunResult[]): boolean {
  return results.every(
    ({ status, node }) =>
      !isFailure(status) && status !== 'partial success' && (status !== 'skipped' || node.resource_type === 'exposure'),
  );
}

export function skippedResult(node: ResultNode, threadId: string, message: string | null = null): RunResult {
  return {
    node,
    status: 'skipped',
    timing: [],
    threadId,
    executionTime: 0,
    message,
    adapterResponse: {},
    failures: null,
    batchResults: null,
  };
}
