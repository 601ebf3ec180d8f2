import type { Diagnostic, RelationName } from '@weft/kernel';
import type { Decision } from '@weft/policy';

/** Why a statement is not sent: the policy says no, or it is not clearly safe as it stands. */
export type StatementRefusal =
  | { readonly kind: 'denied'; readonly decision: Decision; readonly relation: RelationName | null }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

export function refused(code: string, message: string, hint?: string): StatementRefusal {
  return { kind: 'refused', diagnostics: [{ code, severity: 'error', message, ...(hint === undefined ? {} : { hint }) }] };
}
