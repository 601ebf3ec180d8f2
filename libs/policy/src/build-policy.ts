import { CompiledPolicy } from './compiled-policy.js';
import type { Policy } from './policy.js';
import type { PolicySnapshot } from './policy-snapshot.js';
import { buildSnapshotIndex } from './snapshot-index.js';

/** Compiles a snapshot. What no rule allows is denied, and so is what cannot be read. */
export function buildPolicy(snapshot: PolicySnapshot): Policy {
  return new CompiledPolicy(snapshot.version, buildSnapshotIndex(snapshot));
}
