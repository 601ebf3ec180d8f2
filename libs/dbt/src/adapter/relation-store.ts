import { toList, toText } from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import type { AdapterSession } from './adapter-session.js';
import { Column } from './column.js';
import type { Dialect } from './dialect.js';
import { Relation } from './relation.js';
import { COMPONENTS, type Component, EVERYTHING, RELATION_TYPES, type RelationType } from './relation-parts.js';
import type { RelationCache } from './relation-cache.js';
import type { MacroCaller } from './macro-caller.js';
import { type ListedRelation, type SqlCatalog, SqlError } from './sql-connection.port.js';

type Name = string | null;
type Quoting = Partial<Record<Component, boolean>>;

export interface RelationStoreOptions {
  readonly dialect: Dialect;
  readonly quoting: Quoting;
  readonly session: AdapterSession;
  readonly cache: RelationCache;
  readonly macros: MacroCaller;
}

/** What is in the database: read through dbt's macros, remembered in the cache. */
export class RelationStore {
  readonly cache: RelationCache;
  readonly macros: MacroCaller;

  constructor(private readonly options: RelationStoreOptions) {
    this.cache = options.cache;
    this.macros = options.macros;
  }

  async list(database: Name, schema: Name): Promise<Relation[]> {
    if (this.cache.hasSchema(database, schema)) return this.cache.relationsOf(database, schema);
    const relations = await this.read(database, schema);
    for (const relation of relations) this.cache.add(relation);
    if (relations.length === 0) this.cache.addSchema(database, schema);
    return relations;
  }

  /** What list_relations_without_caching answers; nothing is remembered. */
  async read(database: Name, schema: Name): Promise<Relation[]> {
    const { catalog } = this.options.session;
    if (catalog) return this.listed(await catalog.listRelations(database ?? '', schema ?? ''), database);
    const place = this.place(database, schema);
    const rows = toList(await this.macros.call('list_relations_without_caching', { schema_relation: place }));
    return rows.map((row) => {
      const [named, name, inside, type] = toList(row);
      const path = { database: textOf(named), schema: textOf(inside), identifier: textOf(name) };
      return Relation.of(this.options.dialect, path, { type: typeOf(type), quote: EVERYTHING });
    });
  }

  private listed(relations: readonly ListedRelation[], database: Name): Relation[] {
    return relations.map(({ schema, name, type }) =>
      Relation.of(this.options.dialect, { database, schema, identifier: name }, { type, quote: EVERYTHING }),
    );
  }

  async find(database: Name, schema: Name, identifier: Name): Promise<Relation | null> {
    const relations = await this.list(database, schema);
    const { quoting } = this.options;
    const searched = (part: Component, name: Name): Name => (quoting[part] === false ? (name?.toLowerCase() ?? null) : name);
    const path = {
      database: searched('database', database),
      schema: searched('schema', schema),
      identifier: searched('identifier', identifier),
    };
    const matches = relations.filter((relation) => relation.matches(path));
    if (matches.length < 2) return matches[0] ?? null;
    const given = COMPONENTS.toReversed().map((part) => `'${part}': '${{ database, schema, identifier }[part] ?? 'None'}'`);
    throw dbtError(
      'Compilation',
      `get_relation returned more than one relation with the given args. Please specify a database or schema to narrow down the result set.\n{${given.join(', ')}}\n\n[${matches.map((match) => match.repr()).join(', ')}]`,
    );
  }

  async columnsOf(relation: unknown): Promise<Column[]> {
    const { catalog } = this.options.session;
    if (catalog && relation instanceof Relation) return this.catalogColumns(catalog, relation);
    try {
      const columns = toList(await this.macros.call('get_columns_in_relation', { relation }));
      return columns.filter((column) => column instanceof Column);
    } catch (error) {
      if (error instanceof SqlError && /does not exist/i.test(error.message)) return [];
      throw error;
    }
  }

  private async catalogColumns(catalog: SqlCatalog, { database, schema, identifier }: Relation): Promise<Column[]> {
    const columns = await catalog.listColumns({ database: database ?? '', schema: schema ?? '', name: identifier ?? '' });
    return columns.map(({ name, type }) => Column.describe(this.options.dialect, name.toLowerCase(), type));
  }

  async createSchema(relation: Relation): Promise<void> {
    await this.macros.call('create_schema', { relation: relation.withoutIdentifier() });
    await this.options.session.commit();
  }

  async dropSchema(relation: Relation): Promise<void> {
    await this.macros.call('drop_schema', { relation: relation.withoutIdentifier() });
    await this.options.session.commit();
    this.cache.dropSchema(relation.database, relation.schema);
  }

  async drop(relation: unknown): Promise<void> {
    if (!(relation instanceof Relation)) {
      throw dbtError('Compilation', `Attempted to drop a null relation for ${this.options.session.name}`);
    }
    if (relation.type === null) {
      throw dbtError('Compilation', `Tried to drop relation ${relation.toString()}, but its type is null.`);
    }
    this.cache.drop(relation);
    await this.macros.call('drop_relation', { relation });
  }

  async rename(from: unknown, to: unknown): Promise<void> {
    this.cacheRename(from, to, this.options.session.name);
    await this.macros.call('rename_relation', { from_relation: from, to_relation: to });
  }

  cacheRename(from: unknown, to: unknown, session: string): void {
    if (from instanceof Relation && to instanceof Relation) return this.cache.rename(from, to);
    const shown = (value: unknown): string => (value instanceof Relation ? value.toString() : 'null relation');
    throw dbtError('Compilation', `Attempted to rename ${shown(from)} to ${shown(to)} for ${session}`);
  }

  async listSchemas(database: Name): Promise<string[]> {
    const { catalog } = this.options.session;
    if (catalog) return [...(await catalog.listSchemas(database ?? ''))];
    const rows = toList(await this.macros.call('list_schemas', { database }));
    return rows.map((row) => toText(toList(row)[0]));
  }

  async schemaExists(database: Name, schema: string): Promise<boolean> {
    if (this.options.session.catalog) {
      return (await this.listSchemas(database)).some((name) => name.toLowerCase() === schema.toLowerCase());
    }
    const information = this.place(database, schema).informationSchema(null);
    const rows = toList(await this.macros.call('check_schema_exists', { information_schema: information, schema }));
    return Number(toText(toList(rows[0])[0])) > 0;
  }

  /** A schema as a relation without identifier. */
  place(database: Name, schema: Name): Relation {
    const quote = { ...EVERYTHING, ...this.options.quoting };
    return Relation.of(this.options.dialect, { database, schema, identifier: '' }, { quote }).withoutIdentifier();
  }
}

function textOf(value: unknown): Name {
  return value === null || value === undefined ? null : toText(value);
}

/** A type that no dbt knows is an external one. */
function typeOf(value: unknown): RelationType {
  return Object.values(RELATION_TYPES).find((type) => type === toText(value)) ?? 'external';
}
