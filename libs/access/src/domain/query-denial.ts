import { relationKey, type RelationName } from '@weft/kernel';
import type { Decision } from '@weft/policy';
import type { QueryDenied } from './query-outcome.js';

/** A denial of the policy as the person sees it: what was denied, why, and what to do next. */
export function queryDenied(decision: Decision, relation: RelationName | null): QueryDenied {
  const name = relation ? relationKey(relation) : null;
  const { reasonCode, reason, nextStep } = decision;
  const message = name ? `Access to ${name} is denied: ${reason}` : `Access is denied: ${reason}`;
  return { kind: 'denied', code: reasonCode, message, reason, nextStep, relation: name };
}
