import type { PlannedNode } from '../plan/run-plan.js';
import type { NodeResult } from './node-result.js';

/** Hears of what happens in an execution; each call is waited for, and one that throws ends the execution. */
export interface RunObserver {
  onStart(node: PlannedNode): Promise<void> | void;
  /** The engine has named the query of a node, which has not begun. */
  onQuery(node: PlannedNode, queryId: string): Promise<void> | void;
  onFinish(node: PlannedNode, result: NodeResult): Promise<void> | void;
}
