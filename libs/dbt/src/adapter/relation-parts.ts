import { callable, HostObject, isUndefined, toRepr, toText } from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import type { EventTimeFilter } from './event-time-filter.js';

export const COMPONENTS = ['database', 'schema', 'identifier'] as const;
export type Component = (typeof COMPONENTS)[number];
export type RelationPath = Readonly<Record<Component, string | null>>;
export type Policy = Readonly<Record<Component, boolean>>;

export const RELATION_TYPES = {
  Table: 'table',
  View: 'view',
  CTE: 'cte',
  MaterializedView: 'materialized_view',
  Ephemeral: 'ephemeral',
  External: 'external',
  PointerTable: 'pointer_table',
  Function: 'function',
} as const;
export type RelationType = (typeof RELATION_TYPES)[keyof typeof RELATION_TYPES];

export const EVERYTHING: Policy = { database: true, schema: true, identifier: true };

export interface RelationParts {
  readonly path: RelationPath;
  readonly type: RelationType | null;
  readonly include: Policy;
  readonly quote: Policy;
  readonly limit: number | null;
  readonly filter: EventTimeFilter | null;
  readonly dbtCreated: boolean;
  /** What DuckDB reads in place of a table: a file or a function call. */
  readonly external: string | null;
  readonly catalog: string | null;
  /** Of an information schema, the view in it; undefined for any other relation. */
  readonly view?: string | null;
}

/** A relation's path or policy: by attribute, by item, and with dbt's get. */
export class NamedParts extends HostObject {
  override readonly mapping = true;

  constructor(
    private readonly name: string,
    readonly parts: Readonly<Record<Component, string | boolean | null>>,
  ) {
    super();
  }

  override equals(other: unknown): boolean {
    return other instanceof NamedParts && other.toString() === this.toString();
  }

  attribute(name: string): unknown {
    if (COMPONENTS.includes(name as Component)) return this.parts[name as Component];
    return name === 'get' ? callable(name, ([key, fallback = null]) => this.attribute(toText(key)) ?? fallback) : undefined;
  }

  toString(): string {
    return `${this.name}(${COMPONENTS.map((part) => `${part}=${toRepr(this.parts[part])}`).join(', ')})`;
  }
}

/** A name without its quotes, in lower case. */
export function bare(name: string | null): string {
  return (name ?? 'None').toLowerCase().replace(/^"+|"+$/g, '');
}

export function relationTypeOf(value: unknown): RelationType | null {
  if (value === null || isUndefined(value)) return null;
  const found = Object.values(RELATION_TYPES).find((type) => type === toText(value));
  if (!found) throw dbtError('Runtime', `'${toText(value)}' is not a valid RelationType`);
  return found;
}

export function checkPath(path: Readonly<Record<Component, unknown>>): void {
  for (const part of COMPONENTS) {
    const name = path[part];
    if (name === null || typeof name === 'string') continue;
    throw dbtError('Compilation', `Got an invalid path ${part}: ${toText(name)}`);
  }
}
