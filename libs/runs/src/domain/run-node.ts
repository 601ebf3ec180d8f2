/** dbt's words for the state of a node, and the two for those that have no result yet. */
export type RunNodeStatus = 'pending' | 'running' | 'success' | 'error' | 'skipped' | 'pass' | 'fail' | 'warn';

/** One model or test of a run. */
export interface RunNode {
  readonly runId: string;
  readonly uniqueId: string;
  readonly name: string;
  readonly resourceType: string;
  readonly relationName: string | null;
  /** Its place in the plan, from 1. */
  readonly position: number;
  readonly status: RunNodeStatus;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly executionTime: number | null;
  /** Safe for everybody who may see the run. */
  readonly message: string | null;
  /** The engine's own text, which may hold values: for the owner team only. */
  readonly detail: string | null;
  readonly rowsAffected: number | null;
  /** The last query the engine named for it: whoever takes the run over ends that one first. */
  readonly queryId: string | null;
}

const SUCCESSFUL: ReadonlySet<RunNodeStatus> = new Set(['success', 'pass', 'warn']);
const BAD: ReadonlySet<RunNodeStatus> = new Set(['error', 'fail']);

/** The nodes that a takeover leaves alone: what succeeded is not run again, everything else is. */
export function completedNodes(nodes: readonly RunNode[]): ReadonlySet<string> {
  return new Set(nodes.filter(({ status }) => SUCCESSFUL.has(status)).map(({ uniqueId }) => uniqueId));
}

/** The queries that a former owner may have left running in the engine. */
export function unfinishedQueries(nodes: readonly RunNode[]): readonly string[] {
  return nodes.flatMap(({ status, queryId }) => (status === 'running' && queryId !== null ? [queryId] : []));
}

/** How a run ends whose nodes are these: one bad node fails it. */
export function outcomeOf(nodes: readonly Pick<RunNode, 'status'>[]): 'SUCCEEDED' | 'FAILED' {
  return nodes.some(({ status }) => BAD.has(status)) ? 'FAILED' : 'SUCCEEDED';
}
