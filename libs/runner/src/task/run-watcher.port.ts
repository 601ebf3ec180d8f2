import type { ResultNode } from '../manifest-types.js';
import type { RunResult } from '../node/node-result.js';

/** Who keeps what happens in a run before it goes on. Each may throw: then the whole run ends. */
export interface RunWatcher {
  /** Everything that will run, hooks among it, each after what it waits for. */
  planned(nodes: readonly ResultNode[]): Promise<void>;
  starting(node: ResultNode): Promise<void>;
  /** Not called for what was cut off. */
  ended(result: RunResult): Promise<void>;
}
