import type { Decision } from './decision.js';
import type { PolicyAction } from './policy-action.js';

/** A compiled snapshot. `decide` is total: whatever it cannot read is denied. */
export interface Policy {
  readonly version: string;
  decide(principal: string, action: PolicyAction, now: Date): Decision;
}
