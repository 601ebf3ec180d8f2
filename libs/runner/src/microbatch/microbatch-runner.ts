import type { NodeSession } from '@weft/dbt';
import type { ModelNode } from '../manifest-types.js';
import { representationOf } from '../node/describe-node.js';
import { announceStart, ModelRunner } from '../node/model-runner.js';
import type { BatchResults, Executed, RunResult } from '../node/node-result.js';
import type { Job, NodeRunner } from '../node/node-runner.js';
import { readWindow, writeWindow } from './batch-runner.js';
import { planBatches, type Window } from './plan-batches.js';

export interface BatchOrder {
  readonly index: number;
  readonly windows: readonly Window[];
  readonly isIncremental: boolean;
  /** An earlier batch failed. */
  readonly skip: boolean;
}

export interface MicrobatchSettings {
  readonly database: string;
  readonly fullRefresh: boolean;
  readonly eventTimeStart: Date | null;
  readonly eventTimeEnd: Date | null;
  readonly now: Date;
  /** Batches of a run that is retried. */
  previous(node: ModelNode): BatchResults | null;
  readonly canRunConcurrently: boolean;
}

/** Runs batches of one model in the run's threads. */
export interface BatchHost {
  /** In the job's own thread. */
  runBatch(job: Job<ModelNode>, order: BatchOrder): Promise<RunResult>;
  /** All at once, as far as there are threads; the job's own thread is free meanwhile. */
  runBatches(job: Job<ModelNode>, orders: readonly BatchOrder[]): Promise<readonly RunResult[]>;
  readonly isStopped: boolean;
}

/** A microbatch model: its batches one after the other, or those in the middle at once where that is safe. */
export class MicrobatchRunner implements NodeRunner<ModelNode> {
  private readonly model: ModelRunner;

  constructor(
    private readonly settings: MicrobatchSettings,
    private readonly host: BatchHost,
  ) {
    this.model = new ModelRunner(settings.database);
  }

  announce(job: Job<ModelNode>): void {
    announceStart(job, `${job.node.language} microbatch model ${representationOf(job.node, this.settings.database)}`);
  }

  conclude(job: Job<ModelNode>, result: RunResult): void {
    this.model.conclude(job, result);
  }

  async execute(job: Job<ModelNode>, session: NodeSession): Promise<Executed> {
    const { node } = job;
    const relation = await session.adapter.getRelation(node.database, node.schema, node.alias);
    const isIncremental = relation?.type === 'table' && !this.isFullRefresh(node);
    const previous = this.settings.previous(node);
    const windows = previous ? previous.failed.map(readWindow) : this.plan(node, isIncremental);
    const results = await this.runAll(job, windows, { exists: relation !== null, isIncremental });
    return mergeBatches(results, windows, previous);
  }

  private plan(node: ModelNode, isIncremental: boolean): Window[] {
    const { eventTimeStart: start, eventTimeEnd: end, now } = this.settings;
    return planBatches(node, { isIncremental, start, end, now });
  }

  private isFullRefresh(node: ModelNode): boolean {
    const own = (node.config as { full_refresh?: unknown }).full_refresh;
    return typeof own === 'boolean' ? own : this.settings.fullRefresh;
  }

  private async runAll(
    job: Job<ModelNode>,
    windows: readonly Window[],
    { exists, isIncremental }: { readonly exists: boolean; readonly isIncremental: boolean },
  ): Promise<RunResult[]> {
    const order = (index: number, skip: boolean): BatchOrder => ({
      index,
      windows,
      skip,
      isIncremental: index > 0 || isIncremental,
    });
    const first = await this.host.runBatch(job, order(0, false));
    const results = [first];
    const skip = first.status !== 'success';
    const middle = windows.slice(1, -1).map((_, index) => order(index + 1, skip));
    if (!skip && this.runsConcurrently(job.node, exists || first.status === 'success')) {
      results.push(...(await this.host.runBatches(job, middle)));
    } else {
      for (const each of middle) results.push(await this.host.runBatch(job, each));
    }
    // The last one comes after all others: it has the hooks of the end.
    if (windows.length > 1) results.push(await this.host.runBatch(job, order(windows.length - 1, skip)));
    return results;
  }

  private runsConcurrently(node: ModelNode, exists: boolean): boolean {
    const { concurrent_batches: wanted } = node.config as { concurrent_batches?: unknown };
    if (!this.settings.canRunConcurrently || !exists) return false;
    return typeof wanted === 'boolean' ? wanted : !/\bthis\b/.test(node.raw_code);
  }
}

function mergeBatches(results: readonly RunResult[], windows: readonly Window[], previous: BatchResults | null): Executed {
  const successful = results.flatMap(({ batchResults }) => batchResults?.successful ?? []);
  const done = new Set(successful.map(([start]) => start));
  const failed = windows.map(writeWindow).filter(([start]) => !done.has(start));
  const batchResults = {
    successful: [...successful].sort(byStart).concat(previous?.successful ?? []),
    failed: [...failed].sort(byStart),
  };
  if (failed.length === 0) return { status: 'success', message: 'SUCCESS', failures: 0, batchResults };
  if (successful.length === 0) return { status: 'error', message: 'ERROR', failures: 0, batchResults };
  const message = `PARTIAL SUCCESS (${successful.length}/${successful.length + failed.length})`;
  return { status: 'partial success', message, failures: 0, batchResults };
}

function byStart([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}
