import type { NodeSession } from '@weft/dbt';
import type { UnitTest } from '../manifest-types.js';
import type { RunnerParts } from '../task/graph-task.type.js';
import { renderDiff } from '../unit-test/render-diff.js';
import { describeNode } from './describe-node.js';
import { announceStart } from './model-runner.js';
import type { Executed, RunResult } from './node-result.js';
import type { Job, NodeRunner } from './node-runner.js';
import { concludeTest } from './test-runner.js';

/** Runs a model on made-up rows and compares what it gives with what is expected. */
export class UnitTestRunner implements NodeRunner<UnitTest> {
  constructor(private readonly parts: Pick<RunnerParts, 'execution'>) {}

  announce(job: Job<UnitTest>): void {
    announceStart(job, describeNode(job.node, ''));
  }

  async execute({ node, log }: Job<UnitTest>, session: NodeSession): Promise<Executed> {
    const answer = await this.parts.execution.runUnitTest(session, node);
    const difference = await renderDiff(answer, log.ui);
    return {
      status: difference === null ? 'pass' : 'fail',
      message: difference,
      failures: difference === null ? 0 : 1,
      adapterResponse: answer.response,
      node: answer.node,
    };
  }

  conclude(job: Job<UnitTest>, result: RunResult): void {
    concludeTest(job, result);
  }
}
