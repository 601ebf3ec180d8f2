import { bindArguments, callable, type Callable, HostObject, type Kwargs, toText } from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import type { Dialect } from './dialect.js';
import { mergeDeep, recordOf } from './records.js';
import {
  bare,
  checkPath,
  type Component,
  COMPONENTS,
  EVERYTHING,
  NamedParts,
  type Policy,
  RELATION_TYPES,
  type RelationParts,
  type RelationPath,
  type RelationType,
  relationTypeOf,
} from './relation-parts.js';

/** A relation of a database as templates handle it; it never changes, its methods answer new ones. */
export class Relation extends HostObject {
  /** dbt's relation is one; dbt_utils asks. */
  override readonly mapping = true;

  constructor(
    readonly dialect: Dialect,
    readonly parts: RelationParts,
  ) {
    super();
  }

  static of(dialect: Dialect, path: Partial<RelationPath>, rest: Partial<RelationParts> = {}): Relation {
    const given = { database: path.database ?? null, schema: path.schema ?? null, identifier: path.identifier ?? null };
    const defaults = { type: null, include: EVERYTHING, quote: EVERYTHING, limit: null, filter: null, dbtCreated: false };
    return new Relation(dialect, { ...defaults, external: null, catalog: null, ...rest, path: given });
  }

  get database(): string | null {
    return this.parts.path.database;
  }

  get schema(): string | null {
    return this.parts.path.schema;
  }

  get identifier(): string | null {
    return this.parts.path.identifier;
  }

  get type(): RelationType | null {
    return this.parts.type;
  }

  with(parts: Partial<RelationParts>): Relation {
    return new Relation(this.dialect, { ...this.parts, ...parts });
  }

  withPath(path: Partial<RelationPath>): Relation {
    return this.with({ path: { ...this.parts.path, ...path } });
  }

  included(policy: Partial<Policy>): Relation {
    return this.with({ include: { ...this.parts.include, ...policy } });
  }

  quotedAs(policy: Partial<Policy>): Relation {
    return this.with({ quote: { ...this.parts.quote, ...policy } });
  }

  withoutIdentifier(): Relation {
    return this.included({ identifier: false }).withPath({ identifier: null });
  }

  /** The information schema of its database; one of its views where a name is given. */
  informationSchema(view: string | null): Relation {
    const { path, include, quote } = this.parts;
    return Relation.of(
      this.dialect,
      { database: path.database, identifier: 'INFORMATION_SCHEMA' },
      {
        type: 'view',
        include: { ...include, database: path.database !== null, schema: false, identifier: true },
        quote: { ...quote, identifier: false },
        view,
      },
    );
  }

  /** The name, whatever limits and filters there are. */
  render(): string {
    const { path, include, quote, external, view } = this.parts;
    if (external) return external;
    const shown = COMPONENTS.flatMap((part) => {
      const name = include[part] ? path[part] : null;
      return name === null ? [] : [quote[part] ? `"${name}"` : name];
    });
    return [...shown, ...(typeof view === 'string' ? [view] : [])].join('.');
  }

  toString(): string {
    const { type, limit, filter } = this.parts;
    const name = this.render();
    if (type === 'function') return name;
    const limited =
      limit === null ? name : `(select * from ${name}${limit === 0 ? ' where false' : ''} limit ${limit})${this.alias('limit')}`;
    const condition = filter ? this.dialect.relation.renderEventTimeFilter(filter) : '';
    return condition === '' ? limited : `(select * from ${limited} where ${condition})${this.alias('et_filter')}`;
  }

  private alias(namespace: string): string {
    return this.dialect.relation.requireAlias ? ` _dbt_${namespace}_subq_${this.identifier ?? 'None'}` : '';
  }

  override repr(): string {
    return `<${this.className} ${this.render()}>`;
  }

  private get className(): string {
    return this.parts.view === undefined ? this.dialect.relation.className : 'InformationSchema';
  }

  override equals(other: unknown): boolean {
    if (!(other instanceof Relation) || other.className !== this.className) return false;
    return JSON.stringify(this.toData()) === JSON.stringify(other.toData());
  }

  /** Whether it is the relation of that name; one that differs only by case is refused as ambiguous. */
  matches(path: Partial<RelationPath>): boolean {
    const searched = COMPONENTS.flatMap((part) =>
      path[part] === null || path[part] === undefined ? [] : [[part, path[part]] as const],
    );
    if (searched.length === 0) throw dbtError('Runtime', 'Tried to match relation, but no search path was passed!');
    const exact = searched.every(([part, name]) => this.matchesPart(part, name));
    const near = searched.every(([part, name]) => bare(this.parts.path[part]) === bare(name));
    if (exact || !near) return exact;
    const target = Relation.of(this.dialect, path);
    throw dbtError(
      'Compilation',
      `When searching for a relation, dbt found an approximate match. Instead of guessing \nwhich relation to use, dbt will move on. Please delete ${this.toString()}, or rename it to be less ambiguous.\nSearched for: ${target.toString()}\nFound: ${this.toString()}`,
    );
  }

  private matchesPart(part: Component, name: string): boolean {
    const own = this.parts.path[part];
    const anyCase = this.dialect.relation.anyCase || (this.parts.dbtCreated && !this.parts.quote[part]);
    return anyCase ? own?.toLowerCase() === name.toLowerCase() : own === name;
  }

  /** dbt's to_dict(omit_none=True). */
  toData(): Record<string, unknown> {
    const { path, type, include, quote, limit, filter, dbtCreated, external, catalog, view } = this.parts;
    const named = Object.fromEntries(Object.entries(path).filter(([, name]) => name !== null));
    const window = filter && { field_name: filter.fieldName, start: filter.start?.toString(), end: filter.end?.toString() };
    const data = {
      path: named,
      type,
      quote_character: '"',
      include_policy: include,
      quote_policy: quote,
      dbt_created: dbtCreated,
    };
    const all = { ...data, limit, event_time_filter: window, external, catalog, information_schema_view: view };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
  }

  /** dbt's `incorporate`: keyword arguments merged deeply over what there is. */
  incorporate(kwargs: Kwargs): Relation {
    const given = Object.fromEntries(
      [...kwargs].map(([name, value]) => [name, value instanceof NamedParts ? value.parts : recordOf(value)]),
    );
    const path = mergeDeep(this.parts.path, given['path'] ?? {}) as RelationPath;
    checkPath(path);
    return this.with({
      path,
      ...('type' in given && { type: relationTypeOf(given['type']) }),
      include: mergeDeep(this.parts.include, given['include_policy'] ?? {}) as Policy,
      quote: mergeDeep(this.parts.quote, given['quote_policy'] ?? {}) as Policy,
      ...('limit' in given && { limit: given['limit'] as number | null }),
      ...('dbt_created' in given && { dbtCreated: given['dbt_created'] === true }),
      ...('external' in given && { external: given['external'] as string | null }),
      ...('catalog' in given && { catalog: given['catalog'] as string | null }),
    });
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'database':
      case 'schema':
      case 'identifier':
        return this.parts.path[name];
      case 'name':
      case 'table':
        return this.identifier;
      case 'type':
      case 'limit':
      case 'external':
      case 'catalog':
        return this.parts[name];
      case 'path':
        return new NamedParts('Path', this.parts.path);
      case 'quote_policy':
        return new NamedParts('Policy', this.parts.quote);
      case 'include_policy':
        return new NamedParts('Policy', this.parts.include);
      case 'quote_character':
        return '"';
      case 'event_time_filter':
        return this.parts.filter;
      case 'dbt_created':
        return this.parts.dbtCreated;
      case 'require_alias':
        return this.dialect.relation.requireAlias;
      case 'is_table':
      case 'is_view':
      case 'is_cte':
      case 'is_materialized_view':
      case 'is_function':
        return this.type === name.slice(3);
      case 'is_pointer':
        return this.type === 'pointer_table';
      case 'can_be_renamed':
      case 'can_be_replaced':
        return false;
      case 'renameable_relations':
      case 'replaceable_relations':
        return [];
      case 'information_schema_view':
        return this.parts.view;
      default:
        return (RELATION_TYPES as Record<string, string>)[name] ?? RELATION_METHODS.get(name)?.(this);
    }
  }
}

function policyArguments(name: string, args: readonly unknown[], kwargs: Kwargs): Partial<Policy> {
  const bound = bindArguments(name, COMPONENTS, args, kwargs);
  return Object.fromEntries(Object.entries(bound).filter(([, value]) => typeof value === 'boolean'));
}

type RelationMethod = (relation: Relation) => Callable;

function method(
  name: string,
  call: (relation: Relation, args: readonly unknown[], kwargs: Kwargs) => unknown,
): [string, RelationMethod] {
  return [name, (relation) => callable(name, (args, kwargs) => call(relation, args, kwargs))];
}

const RELATION_METHODS: ReadonlyMap<string, RelationMethod> = new Map([
  method('render', (relation) => relation.render()),
  method('render_limited', (relation) => relation.with({ filter: null }).toString()),
  method('render_event_time_filtered', (relation) => relation.with({ limit: null }).toString()),
  method('include', (relation, args, kwargs) => relation.included(policyArguments('include', args, kwargs))),
  method('quote', (relation, args, kwargs) => relation.quotedAs(policyArguments('quote', args, kwargs))),
  method('quoted', (_relation, [identifier]) => `"${toText(identifier)}"`),
  method('incorporate', (relation, _args, kwargs) => relation.incorporate(kwargs)),
  method('replace', (relation, _args, kwargs) => relation.incorporate(kwargs)),
  method('replace_path', (relation, _args, kwargs) => relation.incorporate(new Map([['path', new Map(kwargs)]]))),
  method('without_identifier', (relation) => relation.withoutIdentifier()),
  method('information_schema', (relation, [view], kwargs) => {
    const name = view ?? kwargs.get('view_name');
    return relation.informationSchema(typeof name === 'string' ? name : null);
  }),
  method('information_schema_only', (relation) => relation.informationSchema(null)),
  method('matches', (relation, args, kwargs) => {
    return relation.matches(bindArguments('matches', COMPONENTS, args, kwargs) as Partial<RelationPath>);
  }),
  method('add_ephemeral_prefix', (_relation, [name]) => `__dbt__cte__${toText(name)}`),
  method('create', (relation, args, kwargs) => createRelation(relation.dialect, args, kwargs)),
  method('get', (relation, [key, fallback = null]) => {
    if (key === 'metadata') return new Map([['type', relation.dialect.relation.className]]);
    return typeof key === 'string' ? (relation.attribute(key) ?? fallback) : fallback;
  }),
  method('to_dict', (relation) => toMaps(relation.toData())),
  method('get_relation_type', (_relation, [type]) => relationTypeOf(type)),
  method('get_function_config', (_relation, [model]) => functionConfig(recordOf(model) as Record<string, unknown>)),
  method('get_function_macro_name', (_relation, [config]) => {
    const { type, language } = recordOf(config) as Record<string, unknown>;
    return `${toText(type)}_function_${toText(language)}`;
  }),
]);

function toMaps(data: Readonly<Record<string, unknown>>): Map<string, unknown> {
  return new Map(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? toMaps(value as Record<string, unknown>) : value,
    ]),
  );
}

function functionConfig(model: Readonly<Record<string, unknown>>): Map<string, unknown> | null {
  if (model['resource_type'] !== 'function') return null;
  const config = (model['config'] ?? {}) as Readonly<Record<string, unknown>>;
  return new Map<string, unknown>([
    ['language', model['language'] ?? ''],
    ['type', config['type'] ?? ''],
    ['runtime_version', config['runtime_version'] ?? null],
    ['entry_point', config['entry_point'] ?? null],
  ]);
}

/** `Relation.create(...)`; `quoting` is the project's. */
export function createRelation(
  dialect: Dialect,
  args: readonly unknown[],
  kwargs: Kwargs,
  quoting: Partial<Policy> = {},
): Relation {
  const names = [
    ...COMPONENTS,
    'type',
    'quote_policy',
    'include_policy',
    'limit',
    'dbt_created',
    'external',
    'catalog',
    'catalog_name',
  ];
  const bound = bindArguments('create', [...names, 'event_time_filter', 'require_alias'], args, kwargs);
  const path = Object.fromEntries(COMPONENTS.map((part) => [part, bound[part] ?? null])) as Record<Component, string | null>;
  checkPath(path);
  return Relation.of(dialect, path, {
    type: relationTypeOf(bound['type']),
    quote: { ...EVERYTHING, ...quoting, ...(recordOf(bound['quote_policy'] ?? {}) as Partial<Policy>) },
    include: { ...EVERYTHING, ...(recordOf(bound['include_policy'] ?? {}) as Partial<Policy>) },
    limit: (bound['limit'] ?? null) as number | null,
    dbtCreated: bound['dbt_created'] === true,
    external: (bound['external'] ?? null) as string | null,
    catalog: (bound['catalog'] ?? null) as string | null,
  });
}
