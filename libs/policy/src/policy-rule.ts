import { createMongoAbility, type MongoAbility, type MongoQuery, type RawRuleOf } from '@casl/ability';
import type { PolicyActionKind } from './policy-action.js';
import type { ReasonCode } from './reason-codes.js';
import type { TimeWindow } from './time-window.js';

/** What a rule's conditions can speak of. All of them are always set: a comparison with nothing would be true. */
export interface Facts {
  readonly subjectType: string;
  readonly now: number;
  readonly operation: string;
  readonly owner: string;
  /** How many properties the statement sets that nobody may set. */
  readonly foreignProperties: number;
}

export type PolicyAbility = MongoAbility<[PolicyActionKind, Facts | string], MongoQuery<Facts>>;

/** A CASL rule with the code that it decides by and, where a grant made it, the grant. */
export type PolicyRule = RawRuleOf<PolicyAbility> & { readonly reason: ReasonCode; readonly grantId?: string };

/** Field that stands for every column whose name begins with `$`: they tell of files and partitions. */
export const HIDDEN_COLUMNS = '$*';

const matchFields = (fields: readonly string[]) => (field: string) =>
  fields.includes(field) || (field.startsWith('$') && fields.includes(HIDDEN_COLUMNS));

/** The rules of one principal, in order: of those that match, CASL takes the last, so denials are given last. */
export class CompiledRules {
  readonly #ability: PolicyAbility;
  readonly #rules: ReadonlyMap<object, PolicyRule>;

  constructor(rules: readonly PolicyRule[]) {
    this.#rules = new Map(rules.map((rule) => [rule, rule]));
    this.#ability = createMongoAbility<PolicyAbility>([...rules], {
      detectSubjectType: (facts: Facts) => facts.subjectType,
      fieldMatcher: matchFields,
    });
  }

  /** The rule that decides this, or null if none speaks of it. */
  findDecidingRule(kind: PolicyActionKind, facts: Facts, column?: string): PolicyRule | null {
    const rule = this.#ability.relevantRuleFor(kind, facts, column);
    return rule ? (this.#rules.get(rule.origin) ?? null) : null;
  }
}

/** The condition that a right holds now. */
export function during({ from, to }: TimeWindow): MongoQuery<Facts> {
  return { now: { $gte: from, $lt: to } };
}
