import type { FunctionNode, ModelNode, ResultNode, SourceDefinition, TestNode } from '../manifest-types.js';
import { isMicrobatch } from '../node/describe-node.js';
import { FreshnessRunner } from '../node/freshness-runner.js';
import { ModelRunner, SeedRunner, SnapshotRunner } from '../node/model-runner.js';
import type { NodeRunner } from '../node/node-runner.js';
import { CloneRunner, CompileRunner, FunctionRunner, NoOpRunner } from '../node/other-runners.js';
import { DataTestRunner } from '../node/test-runner.js';
import { UnitTestRunner } from '../node/unit-test-runner.js';
import { MicrobatchRunner } from '../microbatch/microbatch-runner.js';
import { tellEnd, tellResult } from './end-messages.js';
import type { GraphTaskSpec, RunnerParts } from './graph-task.type.js';
import { showSeeds } from './show-seeds.js';
import type { TaskEnvironment } from './task-environment.js';
import type { RunResult } from '../node/node-result.js';

function end(environment: TaskEnvironment, results: readonly RunResult[]): void {
  const interrupted = environment.signal.aborted;
  tellEnd(environment.log, results, { interrupted, storeFailures: environment.flags.is('store_failures') });
}

function endWhereAny(environment: TaskEnvironment, results: readonly RunResult[]): void {
  if (results.length > 0) end(environment, results);
}

const RUNS = {
  builds: true,
  createsSchemas: true,
  runsHooks: true,
  holdsBack: ['error', 'partial success'],
  artifact: 'run_results',
  conclude: endWhereAny,
} as const satisfies Partial<GraphTaskSpec>;

export const RUN: GraphTaskSpec = { ...RUNS, verb: 'run', runnerFor: runnerOf };
export const TEST: GraphTaskSpec = { ...RUNS, verb: 'test', runnerFor: runnerOf };
export const SNAPSHOT: GraphTaskSpec = { ...RUNS, verb: 'snapshot', runnerFor: runnerOf };

export const SEED: GraphTaskSpec = {
  ...RUNS,
  verb: 'seed',
  runnerFor: runnerOf,
  conclude: (environment, results) => {
    if (environment.flags.is('show')) showSeeds(environment.log, results);
    end(environment, results);
  },
};

export const BUILD: GraphTaskSpec = {
  ...RUNS,
  verb: 'build',
  runnerFor: runnerOf,
  isBuild: true,
  holdsBack: ['error', 'fail', 'skipped', 'partial success'],
};

export const CLONE: GraphTaskSpec = {
  ...RUNS,
  builds: false,
  runsHooks: false,
  verb: 'clone',
  ordered: false,
  alwaysDefers: true,
  runnerFor: () => new CloneRunner() as NodeRunner,
  conclude: end,
};

export const FRESHNESS: GraphTaskSpec = {
  ...RUNS,
  verb: 'freshness',
  takes: hasFreshness,
  artifact: 'sources',
  runnerFor: (_, { execution }) => new FreshnessRunner(execution) as NodeRunner<SourceDefinition> as NodeRunner,
  conclude: ({ log, flags }, results) => {
    for (const result of results) {
      if (['error', 'runtime error'].includes(result.status)) tellResult(log, result, flags.is('store_failures'));
    }
    log.fire('FreshnessCheckComplete', {});
  },
};

export const COMPILE: Omit<GraphTaskSpec, 'conclude'> = {
  verb: 'compile',
  builds: false,
  stopsAtError: true,
  holdsBack: ['error', 'partial success'],
  artifact: 'run_results',
  runnerFor: () => new CompileRunner(),
};

/** Whether a source says when its data is too old. */
function hasFreshness(node: ResultNode): boolean {
  const { freshness } = node as SourceDefinition;
  return [freshness?.warn_after, freshness?.error_after].some((time) => Boolean(time?.count) && Boolean(time?.period));
}

/** The runner of each kind of node that a run or a build has. */
function runnerOf(node: ResultNode, parts: RunnerParts): NodeRunner {
  const { database } = parts.environment.project.target;
  switch (node.resource_type) {
    case 'model':
      return (isMicrobatch(node) && batchesByItself(parts)
        ? microbatchRunner(parts)
        : new ModelRunner(database)) as NodeRunner<ModelNode> as NodeRunner;
    case 'seed':
      return new SeedRunner(database) as NodeRunner;
    case 'snapshot':
      return new SnapshotRunner(database) as NodeRunner<never> as NodeRunner;
    case 'test':
      return new DataTestRunner() as NodeRunner<TestNode> as NodeRunner;
    case 'unit_test':
      return new UnitTestRunner(parts) as NodeRunner<never> as NodeRunner;
    case 'function':
      return new FunctionRunner(database) as NodeRunner<FunctionNode> as NodeRunner;
    default:
      return new NoOpRunner();
  }
}

/** A project's own microbatch strategy gets its batches only where a flag of it says so. */
function batchesByItself({ environment: { manifest, flags, project } }: RunnerParts): boolean {
  const custom = `macro.${project.name}.get_incremental_microbatch_sql`;
  return !(custom in manifest.macros) || flags.is('require_batched_execution_for_custom_microbatch_strategy');
}

function microbatchRunner({ environment, batches }: RunnerParts): MicrobatchRunner {
  const { flags, project, retry, oneStatementANode } = environment;
  const sample = flags.values['sample'] as { start: Date; end: Date } | null | undefined;
  return new MicrobatchRunner(
    {
      database: project.target.database,
      fullRefresh: flags.is('full_refresh'),
      eventTimeStart: sample?.start ?? flags.date('event_time_start'),
      eventTimeEnd: sample?.end ?? flags.date('event_time_end'),
      now: environment.endOfTime,
      previous: (node) => retry?.batches.get(node.unique_id) ?? null,
      canRunConcurrently: oneStatementANode !== true && ['duckdb', 'trino'].includes(project.target.type),
    },
    batches,
  );
}
