import { DbtError, type NodeSession } from '@weft/dbt';
import type { EventLevel } from '../events/event-kind.js';
import type { SourceDefinition } from '../manifest-types.js';
import type { TaskExecution } from '../task/task-environment.js';
import { isoOf } from './clock.js';
import { describeNode } from './describe-node.js';
import { announceStart } from './model-runner.js';
import type { Executed, ResultStatus, RunResult } from './node-result.js';
import type { Job, NodeRunner } from './node-runner.js';

const LEVELS: Readonly<Record<string, EventLevel>> = { error: 'error', 'runtime error': 'error', warn: 'warn', pass: 'info' };

/** Asks a source when it was last loaded. */
export class FreshnessRunner implements NodeRunner<SourceDefinition> {
  constructor(private readonly execution: Pick<TaskExecution, 'freshnessOf'>) {}

  announce(job: Job<SourceDefinition>): void {
    announceStart(job, describeNode(job.node, ''));
  }

  async execute({ node }: Job<SourceDefinition>, session: NodeSession): Promise<Executed> {
    const { maxLoadedAt, snapshottedAt, age, response } = await this.execution.freshnessOf(session, node);
    return {
      status: judgeFreshness(node, age),
      message: null,
      adapterResponse: response ?? {},
      freshness: { max_loaded_at: isoOf(maxLoadedAt.getTime()), snapshotted_at: isoOf(snapshottedAt.getTime()), age },
    };
  }

  failed(): Pick<RunResult, 'status' | 'batchResults'> {
    return { status: 'runtime error', batchResults: null };
  }

  conclude(job: Job<SourceDefinition>, { status, executionTime }: RunResult): void {
    const { index, total, node, state, log } = job;
    const told = {
      source_name: node.source_name,
      table_name: node.name,
      status,
      index,
      total,
      execution_time: executionTime,
      node_info: state.info,
    };
    log.fire('LogFreshnessResult', told, LEVELS[status] ?? 'info');
  }
}

const SECONDS = { minute: 60, hour: 3_600, day: 86_400 } as const;

/** Whether data of this age, in seconds, is older than the source's thresholds allow. */
export function judgeFreshness({ freshness, name }: SourceDefinition, age: number): ResultStatus {
  if (!freshness) throw new DbtError('Internal', `the source ${name} has no freshness`);
  const exceeded = (time: { count: number | null; period: keyof typeof SECONDS | null } | null) =>
    time !== null && time.count !== null && time.period !== null && age > time.count * SECONDS[time.period];
  if (exceeded(freshness.error_after)) return 'error';
  return exceeded(freshness.warn_after) ? 'warn' : 'pass';
}
