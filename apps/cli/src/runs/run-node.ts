/** A model or a test of a run, as much of it as a person follows; its status is one of dbt's words, or pending or running. */
export interface RunNode {
  readonly uniqueId: string;
  readonly name: string;
  readonly resourceType: string;
  readonly status: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly executionTime: number | null;
  readonly message: string | null;
  readonly relationName: string | null;
}

const WAITING: ReadonlySet<string> = new Set(['pending', 'queued']);
const BAD: ReadonlySet<string> = new Set(['error', 'fail']);

export function hasStarted(node: RunNode): boolean {
  return node.status === 'running' || (hasEnded(node) && node.status !== 'skipped');
}

export function hasEnded(node: RunNode): boolean {
  return !WAITING.has(node.status) && node.status !== 'running';
}

export function isBad(node: RunNode): boolean {
  return BAD.has(node.status);
}
