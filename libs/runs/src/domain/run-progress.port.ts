import type { PublishedModel } from './published-model.js';
import type { LogLevel } from './run-event.js';
import type { Run } from './run.js';
import type { RunNode, RunNodeStatus } from './run-node.js';

/** A node as the plan names it. */
export type PlannedNode = Pick<RunNode, 'uniqueId' | 'name' | 'resourceType' | 'relationName' | 'position'>;

export interface NodeResult {
  readonly status: Exclude<RunNodeStatus, 'pending' | 'running'>;
  readonly executionTime: number;
  readonly rowsAffected: number | null;
  /** Safe for everybody who may see the run. */
  readonly message: string | null;
  /** The engine's own text: for the owner team only. */
  readonly detail: string | null;
}

/** Where an execution reports to. Each call is kept before it returns, and throws when the run is no longer ours. */
export interface RunProgress {
  /** What the project offers to other projects. */
  published(models: readonly PublishedModel[]): Promise<void>;
  planned(nodes: readonly PlannedNode[]): Promise<void>;
  started(uniqueId: string): Promise<void>;
  /** The engine has named the query of a node. */
  querying(uniqueId: string, queryId: string): Promise<void>;
  finished(uniqueId: string, result: NodeResult): Promise<void>;
  log(level: LogLevel, message: string, detail?: string | null): Promise<void>;
}

export interface RunOutcome {
  readonly status: 'SUCCEEDED' | 'FAILED';
  /** Safe for everybody who may see the run. */
  readonly message: string | null;
}

export interface RunExecution {
  readonly run: Run;
  /** The nodes that succeeded under a former owner: they are not run again. */
  readonly completed: ReadonlySet<string>;
  readonly progress: RunProgress;
  /** Aborted when the run is cancelled, is no longer ours, or this process stops. */
  readonly signal: AbortSignal;
}

/** Runs a project version: parse, plan, execute. */
export interface RunExecutor {
  execute(execution: RunExecution): Promise<RunOutcome>;
  /** Ends a query that a former owner left in the engine; one that has ended is no error. */
  cancelQuery(run: Run, queryId: string): Promise<void>;
}
