import type { CompiledRules, Facts, PolicyRule } from './policy-rule.js';
import type { Ask, Question } from './question.js';

/** What the rules say: allowed by a rule, or denied by one or for lack of one (null), and for which columns. */
export type Verdict =
  | { readonly allow: true; readonly rule: PolicyRule }
  | { readonly allow: false; readonly rule: PolicyRule | null; readonly columns: readonly string[] };

/** A question is allowed if everything it asks is; the first rule that allowed something names the reason. */
export function judge(rules: CompiledRules, question: Question, now: number): Verdict {
  let first: PolicyRule | null = null;
  for (const ask of question.asks) {
    const verdict = judgeAsk(rules, question, ask, now);
    if (!verdict.allow) return verdict;
    first ??= verdict.rule;
  }
  return first ? { allow: true, rule: first } : { allow: false, rule: null, columns: [] };
}

function judgeAsk(rules: CompiledRules, { kind }: Question, ask: Ask, now: number): Verdict {
  const { subjects, operation, owner, foreignProperties } = ask;
  const facts = subjects.map((subjectType): Facts => ({ subjectType, now, operation, owner, foreignProperties }));
  const columns: readonly (string | undefined)[] = ask.columns.length > 0 ? ask.columns : [undefined];
  const decided = columns.map((column) => ({ column, rule: decide(rules, kind, facts, column) }));
  const denied = decided.filter(({ rule }) => !rule || rule.inverted);
  const [firstDenied] = denied;
  if (!firstDenied) return allowBy(decided[0]?.rule ?? null);
  return { allow: false, rule: firstDenied.rule, columns: denied.flatMap(({ column }) => column ?? []) };
}

function allowBy(rule: PolicyRule | null): Verdict {
  return rule ? { allow: true, rule } : { allow: false, rule: null, columns: [] };
}

/** The rule of the most specific subject that allows, unless one of any subject denies. */
function decide(rules: CompiledRules, kind: Question['kind'], facts: readonly Facts[], column?: string): PolicyRule | null {
  let allowing: PolicyRule | null = null;
  for (const fact of facts) {
    const rule = rules.findDecidingRule(kind, fact, column);
    if (rule?.inverted) return rule;
    allowing ??= rule;
  }
  return allowing;
}
