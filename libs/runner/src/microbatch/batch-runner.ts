import { callable } from '@weft/jinja';
import type { Batch, NodeSession } from '@weft/dbt';
import { representationOf } from '../node/describe-node.js';
import type { BatchWindow, Executed, RunResult } from '../node/node-result.js';
import type { Job, NodeRunner } from '../node/node-runner.js';
import type { ModelNode } from '../manifest-types.js';
import { batchId, formatBatch } from './batch-times.js';
import { batchSizeOf, type Window } from './plan-batches.js';

export interface BatchPlace {
  readonly window: Window;
  /** From 0. */
  readonly index: number;
  readonly total: number;
  /** Whether the model's relation was there and this batch adds to it. */
  readonly isIncremental: boolean;
}

/** One batch of a microbatch model; the job's node is a copy that has the hooks of this batch only. */
export class BatchRunner implements NodeRunner<ModelNode> {
  constructor(
    private readonly place: BatchPlace,
    private readonly database: string,
  ) {}

  announce(job: Job<ModelNode>): void {
    const { index, total } = this.place;
    const told = { description: this.describe(job), batch_index: index + 1, total_batches: total, node_info: job.state.info };
    job.log.fire('LogStartBatch', told);
  }

  async compile({ node }: Job<ModelNode>, session: NodeSession): Promise<void> {
    await session.compile(node, { batch: this.batchOf(node), splitSuffix: formatBatch(this.place.window[0], batchSizeOf(node)) });
  }

  async execute({ node }: Job<ModelNode>, session: NodeSession): Promise<Executed> {
    const { response } = await session.runMaterialization(node, { batch: this.batchOf(node), extra: this.extra() });
    const batchResults = { successful: [writeWindow(this.place.window)], failed: [] };
    return { status: 'success', message: response._message, adapterResponse: response, batchResults };
  }

  failed({ node, log }: Job<ModelNode>, message: string): Pick<RunResult, 'status' | 'batchResults'> {
    log.fire('GenericExceptionOnRun', { unique_id: node.unique_id, exc: `Exception on worker thread. ${message}` });
    return { status: 'error', batchResults: { successful: [], failed: [writeWindow(this.place.window)] } };
  }

  conclude(job: Job<ModelNode>, { status, message, executionTime }: RunResult): void {
    const { index, total } = this.place;
    const told = {
      description: this.describe(job),
      status: status === 'error' || status === 'skipped' ? status : (message ?? ''),
      batch_index: index + 1,
      total_batches: total,
      execution_time: executionTime,
      node_info: job.state.info,
    };
    job.log.fire('LogBatchResult', told, status === 'error' ? 'error' : 'info');
  }

  /** Where a batch before it failed: it is not run, and counts as failed. */
  skip(job: Job<ModelNode>): RunResult {
    const result: RunResult = {
      node: job.node,
      status: 'skipped',
      timing: [],
      threadId: job.thread,
      executionTime: 0,
      message: 'SKIPPED',
      adapterResponse: {},
      failures: 1,
      batchResults: { successful: [], failed: [writeWindow(this.place.window)] },
    };
    this.conclude(job, result);
    return result;
  }

  private describe({ node }: Job<ModelNode>): string {
    return `batch ${formatBatch(this.place.window[0], batchSizeOf(node))} of ${representationOf(node, this.database)}`;
  }

  private batchOf(node: ModelNode): Batch {
    const [eventTimeStart, eventTimeEnd] = this.place.window;
    return { id: batchId(eventTimeStart, batchSizeOf(node)), eventTimeStart, eventTimeEnd };
  }

  private extra(): Record<string, unknown> {
    if (!this.place.isIncremental) return {};
    return {
      is_incremental: callable('is_incremental', () => true),
      should_full_refresh: callable('should_full_refresh', () => false),
    };
  }
}

/** As Python writes datetimes with a zone. */
export function writeWindow([start, end]: Window): BatchWindow {
  return [writeTime(start), writeTime(end)];
}

export function readWindow([start, end]: BatchWindow): Window {
  return [new Date(start), new Date(end)];
}

function writeTime(time: Date): string {
  const text = time.toISOString();
  return `${text.endsWith('.000Z') ? text.slice(0, -5) : `${text.slice(0, -1)}000`}+00:00`;
}
