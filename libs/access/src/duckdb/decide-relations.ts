import { err, ok, type RelationName, type Result } from '@weft/kernel';
import type { Decision, Policy, PolicyAction } from '@weft/policy';
import { refused, type StatementRefusal } from './statement-refusal.js';

/** Whose statement, decided by what, when. */
export interface Asking {
  readonly principal: string;
  readonly policy: Policy;
  readonly now: Date;
}

/** The policy's yes to one action, or why not. A yes that comes with what DuckDB cannot be made to do is a no. */
export function decide(asking: Asking, action: PolicyAction, relation: RelationName | null): Result<Decision, StatementRefusal> {
  const decision = asking.policy.decide(asking.principal, action, asking.now);
  if (!decision.allow) return err({ kind: 'denied', decision, relation });
  if (decision.rowFilters.length > 0 || decision.columnMasks.length > 0) {
    return err(refused('ACCESS_NOT_ENFORCEABLE', 'access is limited by row or column, which the embedded engine cannot apply'));
  }
  return ok(decision);
}

/** Every relation with its columns; the first no ends it. */
export function decideReads(
  asking: Asking,
  reads: readonly { readonly relation: RelationName; readonly columns: readonly string[] }[],
): Result<Decision[], StatementRefusal> {
  const decisions: Decision[] = [];
  for (const { relation, columns } of reads) {
    const names = columns.map((column) => column.toLowerCase());
    const decision = decide(asking, { kind: 'relation:select', relation, columns: names }, relation);
    if (!decision.ok) return decision;
    decisions.push(decision.value);
  }
  return ok(decisions);
}
