/** The nouns that a plan speaks of, in the order in which they are created; they are retired in the opposite one. */
export const PLAN_KINDS = ['domain', 'catalog', 'dataProduct', 'outputPort', 'inputPort', 'project'] as const;

export type PlanKind = (typeof PLAN_KINDS)[number];
export type PlanAction = 'create' | 'change' | 'leave' | 'retire';

/** The fields of a noun that are registered and compared; `name` apart. */
export type NounFields = Readonly<Record<string, unknown>>;

/** What would happen to one noun. `fields` are the names of those that differ, in a change. */
export interface PlanChange {
  readonly action: PlanAction;
  readonly kind: PlanKind;
  readonly name: string;
  /** The domain that the noun belongs to, or belonged to when it is retired. */
  readonly domain: string;
  readonly before?: NounFields;
  readonly after?: NounFields;
  readonly fields?: readonly string[];
}

/** What applying a spec would do: every noun of the spec and of the state once. */
export interface MeshPlan {
  readonly mesh: string;
  readonly changes: readonly PlanChange[];
}
