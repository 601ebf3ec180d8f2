import { isPolicyAction } from './action-shape.js';
import { type Answer, buildDecision } from './answer.js';
import type { Decision } from './decision.js';
import { explainDenial } from './denial.js';
import { buildPersonRules } from './person-rules.js';
import type { Policy } from './policy.js';
import type { PolicyAction } from './policy-action.js';
import { CompiledRules, type PolicyRule } from './policy-rule.js';
import { buildQuestion, type Question } from './question.js';
import { APPLY_IDENTITY, CATALOG_IDENTITY, isReservedName, parseRunIdentity } from './reserved-names.js';
import { buildRunRules } from './run-rules.js';
import { APPLY_RULES, CATALOG_RULES } from './service-rules.js';
import type { SnapshotIndex } from './snapshot-index.js';
import { judge } from './verdict.js';

/** A policy over an index: the rules of a principal are compiled when it first asks. */
export class CompiledPolicy implements Policy {
  readonly #rules = new Map<string, CompiledRules>();

  constructor(
    readonly version: string,
    private readonly index: SnapshotIndex,
  ) {}

  decide(principal: string, action: PolicyAction, now: Date): Decision {
    const moment = now instanceof Date ? now.getTime() : NaN;
    if (typeof principal !== 'string' || Number.isNaN(moment) || !isPolicyAction(action)) {
      return buildDecision(this.index, { code: 'UNKNOWN_ACTION', principal: 'nobody' });
    }
    const rules = this.#findRules(principal);
    const unknown = isReservedName(principal) ? 'RESERVED_NAME' : 'UNKNOWN_PRINCIPAL';
    const question = buildQuestion(action);
    return buildDecision(this.index, rules ? this.#answer(principal, rules, question, moment) : { code: unknown, principal });
  }

  #answer(principal: string, rules: CompiledRules, question: Question, now: number): Answer {
    const verdict = judge(rules, question, now);
    const about = { principal, question, columns: verdict.allow ? [] : verdict.columns };
    if (verdict.rule) return { ...about, code: verdict.rule.reason, allow: verdict.allow, grantId: verdict.rule.grantId ?? null };
    const { code, grant, at } = explainDenial(this.index, principal, question, now);
    return { ...about, code, at, grantId: grant?.id ?? null };
  }

  #findRules(principal: string): CompiledRules | null {
    const known = this.#rules.get(principal);
    if (known) return known;
    const rules = buildRules(this.index, principal);
    if (!rules) return null;
    const compiled = new CompiledRules(rules);
    this.#rules.set(principal, compiled);
    return compiled;
  }
}

/** The rules of a principal that is known and active; null for any other. */
function buildRules(index: SnapshotIndex, name: string): readonly PolicyRule[] | null {
  if (name === CATALOG_IDENTITY) return CATALOG_RULES;
  if (name === APPLY_IDENTITY) return APPLY_RULES;
  const domain = index.domains.get(parseRunIdentity(name) ?? '');
  if (domain) return buildRunRules(index, domain);
  const principal = index.principals.get(name);
  return principal?.active ? buildPersonRules(index, principal) : null;
}
