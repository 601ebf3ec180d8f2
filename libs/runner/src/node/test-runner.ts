import { DbtError, type NodeSession } from '@weft/dbt';
import type { EventLevel } from '../events/event-kind.js';
import type { TestNode } from '../manifest-types.js';
import { describeNode, testNameOf } from './describe-node.js';
import { judgeDataTest } from './judge-data-test.js';
import { announceStart } from './model-runner.js';
import type { Executed, RunResult } from './node-result.js';
import type { Job, NodeRunner } from './node-runner.js';

const LEVELS: Readonly<Record<string, EventLevel>> = { fail: 'error', error: 'error', warn: 'warn', pass: 'info' };

/** The line that every kind of test ends with. */
export function concludeTest(job: Job, { status, failures, executionTime }: RunResult): void {
  const { index, total, state, log, node } = job;
  const told = {
    name: testNameOf(node),
    status,
    index,
    num_models: total,
    execution_time: executionTime,
    num_failures: failures ?? 0,
    node_info: state.info,
    ...('attached_node' in node && node.attached_node ? { attached_node: node.attached_node } : {}),
  };
  log.fire('LogTestResult', told, LEVELS[status] ?? 'info');
}

/** Generic and singular tests. */
export class DataTestRunner implements NodeRunner<TestNode> {
  announce(job: Job<TestNode>): void {
    announceStart(job, describeNode(job.node, ''));
  }

  async compile({ node }: Job<TestNode>, session: NodeSession): Promise<void> {
    await session.compile(node);
  }

  async execute({ node, log }: Job<TestNode>, session: NodeSession): Promise<Executed> {
    const result = await session.runMaterialization(node);
    const main = result.load('main');
    if (!main?.table) throw new DbtError('Internal', `dbt internally failed to execute ${node.unique_id}: it asked nothing`);
    const warnsAreErrors = log.warnErrors.isError({ name: 'LogTestResult', code: 'Q007' });
    return { ...judgeDataTest(node, main.table, warnsAreErrors), adapterResponse: main.response };
  }

  conclude(job: Job<TestNode>, result: RunResult): void {
    concludeTest(job, result);
  }
}
