import type { PolicySnapshot } from '@weft/policy';

/** Where the policy's facts are read. `version` changes with each of them, and is cheap to ask. */
export interface PolicySource {
  version(): Promise<string>;
  /** The facts of a version, or of a later one; `version` of the answer is never later than its facts. */
  load(): Promise<PolicySnapshot>;
}
