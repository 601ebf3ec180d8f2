import type { SelectingVerb } from '@weft/dbt';
import type { ResultNode } from '../manifest-types.js';
import type { ResultStatus, RunResult } from '../node/node-result.js';
import type { NodeRunner } from '../node/node-runner.js';
import type { BatchHost } from '../microbatch/microbatch-runner.js';
import type { TaskEnvironment, TaskExecution } from './task-environment.js';

export interface RunnerParts {
  readonly environment: TaskEnvironment;
  readonly execution: TaskExecution;
  readonly batches: BatchHost;
}

/** What makes one verb differ from another. */
export interface GraphTaskSpec {
  /** Which kinds of nodes it takes, as `selectableTypes` knows them. */
  readonly verb: SelectingVerb;
  /** Which of them it leaves out. */
  takes?(node: ResultNode): boolean;
  runnerFor(node: ResultNode, parts: RunnerParts): NodeRunner;
  /** Downstream nodes wait for tests, and unit tests run right before their model: build. */
  readonly isBuild?: boolean;
  /** False where every node stands alone: clone. */
  readonly ordered?: boolean;
  /** Whether schemas are made, hooks are run and the run is summed up: everything that builds or asks data. */
  readonly builds: boolean;
  readonly createsSchemas?: boolean;
  /** The first error ends everything: compile, show. */
  readonly stopsAtError?: boolean;
  /** Ephemeral models are among the results. */
  readonly keepsEphemeral?: boolean;
  /** manifest.json stays as it was parsed: what is run is no part of it. */
  readonly leavesManifest?: boolean;
  /** Needs another manifest even without --defer: clone. */
  readonly alwaysDefers?: boolean;
  readonly holdsBack: readonly ResultStatus[];
  readonly runsHooks?: boolean;
  readonly artifact: 'run_results' | 'sources';
  conclude(environment: TaskEnvironment, results: readonly RunResult[]): void;
}

export interface TaskOutcome {
  readonly results: readonly RunResult[];
  readonly success: boolean;
  readonly interrupted: boolean;
}
