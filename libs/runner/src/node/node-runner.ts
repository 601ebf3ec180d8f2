import type { NodeSession } from '@weft/dbt';
import type { EventLog } from '../events/event-log.js';
import type { ResultNode } from '../manifest-types.js';
import type { NodeInfoTracker } from './node-info.js';
import type { Executed, RunResult } from './node-result.js';

/** One node's turn in a run. */
export interface Job<Node extends ResultNode = ResultNode> {
  readonly node: Node;
  /** Its number among those that are told of; 0 for an ephemeral model. */
  readonly index: number;
  readonly total: number;
  readonly log: EventLog;
  readonly state: NodeInfoTracker;
  thread: string;
}

/** What one kind of node needs done. Throws where it fails: the error becomes the result. */
export interface NodeRunner<Node extends ResultNode = ResultNode> {
  /** Said before it starts; absent where dbt says nothing. */
  announce?(job: Job<Node>): void;
  compile?(job: Job<Node>, session: NodeSession): Promise<void>;
  execute(job: Job<Node>, session: NodeSession): Promise<Executed>;
  /** Said when it has ended. */
  conclude?(job: Job<Node>, result: RunResult): void;
  /** How it ends when something is thrown; `error` where nothing else is said. */
  failed?(job: Job<Node>, message: string): Pick<RunResult, 'status' | 'batchResults'>;
  /** Ephemeral models are compiled only, except where they are shown. */
  readonly runsEphemeral?: boolean;
}
