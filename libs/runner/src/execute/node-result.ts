/** dbt's words for how a node ends. */
export type NodeStatus = 'success' | 'error' | 'skipped' | 'pass' | 'fail' | 'warn';

/** How one node ended. */
export interface NodeResult {
  readonly status: NodeStatus;
  /** Seconds. */
  readonly executionTime: number;
  /** Rows written, where the engine says. */
  readonly rowsAffected: number | null;
  /** A test's number of failures; null for everything else. */
  readonly failures: number | null;
  /** Holds no value of the data: safe for everybody who may see the run. */
  readonly message: string;
  /** The engine's own text, which may quote a value of the data. */
  readonly detail: string | null;
  /** The SQL as the project's author would read it, in Trino's dialect; null before it was compiled. */
  readonly compiledSql: string | null;
}

export type NodeOutcome = Omit<NodeResult, 'executionTime'>;

/** Whether what comes after may start. */
export function isGood(status: NodeStatus): boolean {
  return status === 'success' || status === 'pass' || status === 'warn';
}
