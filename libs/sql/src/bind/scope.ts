import type { TrinoType } from '../types/trino-type.js';

/** A column in reach: by its name, or by the relation's name and its own. */
export interface ScopeField {
  /** The parts by which the relation may be named: its alias, or all parts of its name. Empty: only the column's name reaches it. */
  readonly relation: readonly string[];
  readonly name: string | null;
  readonly type: TrinoType;
  readonly sql: string;
  /** `*` leaves it out. */
  readonly hidden?: boolean;
  /** The base relation and its column, where it has one. */
  readonly origin?: { readonly relation: string; readonly column: string };
}

/** Which columns a grouped query uses outside of its groups and aggregates. */
export interface GroupingTracker {
  readonly keys: Set<string>;
  loose: { readonly name: string; readonly node: unknown }[];
  insideAggregate: boolean;
  hasAggregate: boolean;
}

/** The columns of one FROM clause, and those of the query around it. */
export interface Scope {
  readonly fields: readonly ScopeField[];
  readonly parent: Scope | null;
  readonly grouping: GroupingTracker;
}

export type Resolution =
  | { readonly kind: 'found'; readonly field: ScopeField; readonly scope: Scope; readonly outer: boolean }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'missing' };

export function newGrouping(): GroupingTracker {
  return { keys: new Set(), loose: [], insideAggregate: false, hasAggregate: false };
}

/** `column`, `relation.column`, ... `catalog.schema.table.column`: in the nearest scope that knows it, as Trino looks it up. */
export function resolveColumn(scope: Scope | null, parts: readonly string[]): Resolution {
  for (let current = scope; current; current = current.parent) {
    const matches = current.fields.filter((field) => isNamed(field, parts));
    if (matches.length > 1) return { kind: 'ambiguous' };
    const [field] = matches;
    if (field) return { kind: 'found', field, scope: current, outer: current !== scope };
  }
  return { kind: 'missing' };
}

/** The fields that `relation.*` stands for. */
export function fieldsOf(scope: Scope, relation: readonly string[]): ScopeField[] {
  return scope.fields.filter((field) => endsWith(field.relation, relation));
}

function isNamed(field: ScopeField, parts: readonly string[]): boolean {
  const name = parts.at(-1);
  if (name === undefined || field.name === null || field.name.toLowerCase() !== name.toLowerCase()) return false;
  return parts.length === 1 || endsWith(field.relation, parts.slice(0, -1));
}

function endsWith(parts: readonly string[], tail: readonly string[]): boolean {
  if (tail.length === 0 || tail.length > parts.length) return false;
  return tail.every((part, index) => part.toLowerCase() === parts[parts.length - tail.length + index]?.toLowerCase());
}
