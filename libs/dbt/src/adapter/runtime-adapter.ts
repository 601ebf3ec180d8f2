import {
  callable,
  HostObject,
  Tuple,
  bindArguments,
  isMapping,
  isNumeric,
  isTrue,
  isUndefined,
  toNumber,
  toList,
  toText,
  toPlain,
  type Callable,
} from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import { pythonTypeName } from '../context/python/type-name.js';
import type { AdapterFacts } from './adapter-facts.js';
import type { AdapterSession } from './adapter-session.js';
import { Column } from './column.js';
import { CursorObject } from './cursor-object.js';
import { Behavior, pureMethodsOf } from './parse-adapter.js';
import { bound, warnOnce } from './pure-methods.js';
import { Relation } from './relation.js';
import { RelationStore } from './relation-store.js';
import { duckdbColumnName, trinoTypeName } from './result-types.js';
import { fillPlaceholders } from './split-statements.js';
import { syncRowColumns } from './sync-row-columns.js';
import { sqlLiteral } from './sql-literal.js';
import { SqlError } from './sql-connection.port.js';

export interface RuntimeFacts extends AdapterFacts {
  readonly session: AdapterSession;
  readonly store: RelationStore;
}

type Arguments = Readonly<Record<string, unknown>>;

interface RuntimeMethod {
  readonly parameters: readonly string[];
  run(facts: RuntimeFacts, args: Arguments): unknown;
}

function method(parameters: readonly string[], run: RuntimeMethod['run']): RuntimeMethod {
  return { parameters, run };
}

const textOrNull = (value: unknown): string | null => (value === null || isUndefined(value) ? null : toText(value));
const limitOf = (value: unknown): number | null => (isNumeric(value) ? toNumber(value) : null);

function relationOf(name: string, argument: string, value: unknown): Relation {
  if (value instanceof Relation) return value;
  throw dbtError(
    'Compilation',
    `'adapter.${name}' expects argument '${argument}' to be of type '<class 'dbt.adapters.base.relation.BaseRelation'>', instead got ${toText(value)} (<class '${pythonTypeName(value)}'>)`,
  );
}

function nothing(done: Promise<unknown>): Promise<null> {
  return done.then(() => null);
}

const METHODS: Readonly<Record<string, RuntimeMethod>> = {
  execute: method(['sql', 'auto_begin', 'fetch', 'limit'], async ({ session }, { sql, auto_begin: begin, fetch, limit }) => {
    const options = { autoBegin: isTrue(begin ?? false), fetch: isTrue(fetch ?? false), limit: limitOf(limit) };
    const { response, table } = await session.execute(toText(sql), options);
    return Tuple.fromItems([response, table]);
  }),
  add_query: method(['sql', 'auto_begin', 'bindings', 'abridge_sql_log'], async ({ session }, args) => {
    const literals =
      args['bindings'] === undefined || args['bindings'] === null ? null : toList(args['bindings']).map(sqlLiteral);
    const sql = literals ? fillPlaceholders(toText(args['sql']), literals) : toText(args['sql']);
    const options = {
      autoBegin: isTrue(args['auto_begin'] ?? true),
      abridge: isTrue(args['abridge_sql_log'] ?? false),
      comment: false,
    };
    const { answer, table } = await session.execute(sql, { ...options, fetch: true });
    return Tuple.fromItems([null, new CursorObject(table, answer)]);
  }),
  commit: method([], ({ session }) => nothing(session.commit())),
  nice_connection_name: method([], ({ session }) => session.name),
  get_relation: method(['database', 'schema', 'identifier'], ({ store }, args) =>
    store.find(textOrNull(args['database']), textOrNull(args['schema']), textOrNull(args['identifier'])),
  ),
  already_exists: method(['schema', 'name'], async ({ store, world }, { schema, name }) => {
    return (await store.find(world.project.target.database, textOrNull(schema), textOrNull(name))) !== null;
  }),
  cache_added: method(['relation'], ({ store, session }, { relation }) => {
    if (!(relation instanceof Relation)) throw dbtError('Compilation', `Attempted to cache a null relation for ${session.name}`);
    store.cache.add(relation);
    return '';
  }),
  cache_dropped: method(['relation'], ({ store, session }, { relation }) => {
    if (!(relation instanceof Relation)) throw dbtError('Compilation', `Attempted to drop a null relation for ${session.name}`);
    store.cache.drop(relation);
    return '';
  }),
  cache_renamed: method(['from_relation', 'to_relation'], ({ store, session }, { from_relation: from, to_relation: to }) => {
    store.cacheRename(from, to, session.name);
    return '';
  }),
  create_schema: method(['relation'], ({ store }, { relation }) =>
    nothing(store.createSchema(relationOf('create_schema', 'relation', relation))),
  ),
  drop_schema: method(['relation'], ({ store }, { relation }) =>
    nothing(store.dropSchema(relationOf('drop_schema', 'relation', relation))),
  ),
  drop_relation: method(['relation'], ({ store }, { relation }) => nothing(store.drop(relation))),
  truncate_relation: method(['relation'], ({ store }, { relation }) =>
    nothing(store.macros.call('truncate_relation', { relation })),
  ),
  rename_relation: method(['from_relation', 'to_relation'], ({ store }, { from_relation: from, to_relation: to }) =>
    nothing(store.rename(from, to)),
  ),
  check_schema_exists: method(['database', 'schema'], ({ store }, { database, schema }) =>
    store.schemaExists(textOrNull(database), toText(schema)),
  ),
  get_columns_in_relation: method(['relation'], ({ store }, { relation }) => store.columnsOf(relation)),
  get_columns_in_table: method(['schema', 'identifier'], ({ store, world, dialect }, { schema, identifier }) => {
    const path = { database: world.project.target.database, schema: textOrNull(schema), identifier: textOrNull(identifier) };
    return store.columnsOf(Relation.of(dialect, path));
  }),
  get_column_schema_from_query: method(['sql'], ({ session, dialect }, { sql }) => columnsOfQuery(session, dialect, toText(sql))),
  get_missing_columns: method(['from_relation', 'to_relation'], async ({ store }, args) => {
    const from = await columnsByName(store, relationOf('get_missing_columns', 'from_relation', args['from_relation']));
    const to = await columnsByName(store, relationOf('get_missing_columns', 'to_relation', args['to_relation']));
    return [...from.values()].filter((column) => !to.has(column.name));
  }),
  expand_target_column_types: method(['from_relation', 'to_relation'], async ({ store, dialect }, args) => {
    const from = relationOf('expand_target_column_types', 'from_relation', args['from_relation']);
    const to = relationOf('expand_target_column_types', 'to_relation', args['to_relation']);
    if (dialect.type === 'duckdb') return null;
    const current = await columnsByName(store, to);
    for (const goal of (await columnsByName(store, from)).values()) {
      const column = current.get(goal.name);
      if (!column?.canExpandTo(goal)) continue;
      const type = dialect.column.stringType(goal.stringSize);
      await store.macros.call('alter_column_type', { relation: to, column_name: goal.name, new_column_type: type });
    }
    return null;
  }),
  valid_snapshot_target: method(['relation', 'column_names'], async ({ store }, { relation, column_names: names }) => {
    await checkSnapshotTarget(store, relation, names);
    return null;
  }),
  assert_valid_snapshot_target_given_strategy: method(['relation', 'column_names', 'strategy'], async ({ store }, args) => {
    await checkSnapshotTarget(store, args['relation'], args['column_names']);
    const strategy = isMapping(args['strategy']) ? (toPlain(args['strategy']) as Record<string, unknown>) : {};
    if (strategy['hard_deletes'] === 'new_record')
      await checkColumns(store, args['relation'], args['column_names'], ['dbt_is_deleted']);
    return null;
  }),
  get_incremental_strategy_macro: method(
    ['model_context', 'strategy'],
    ({ world, dialect }, { model_context: context, strategy }) =>
      strategyMacro(context, textOrNull(strategy) ?? 'default', dialect.incrementalStrategies, world.project.name),
  ),
};

const UNASKED_TRANSACTION =
  "disable_transactions is set, but dbt-duckdb uses a transaction to rebuild tables with foreign key constraints in place, so a failed build does not lose the existing table's data.";

const DUCKDB_METHODS: Readonly<Record<string, RuntimeMethod>> = {
  ensure_transaction: method([], ({ session, world }) => {
    if (!session.transactionOpen && world.project.target.credentials['disable_transactions'] === true)
      warnOnce(world, UNASKED_TRANSACTION);
    return nothing(session.begin());
  }),
  location_exists: method(['location'], async ({ session }, { location }) => {
    try {
      await session.execute(`select 1 from '${toText(location)}' where 1=0`);
      return true;
    } catch (error) {
      if (error instanceof SqlError) return false;
      throw error;
    }
  }),
  store_relation: method(
    ['plugin_name', 'relation', 'column_list', 'path', 'format', 'config'],
    (_facts, { plugin_name: name }) => {
      throw dbtError('Runtime', `Plugins of dbt-duckdb are Python: '${toText(name)}' cannot store a relation`);
    },
  ),
  catalog_supports_foreign_keys: method(['database'], async ({ session }, { database }) => {
    const { table } = await session.execute('select database_name, type from duckdb_databases()', { fetch: true });
    return table.matrix.some(
      (row) => duckdbColumnName(row[0]) === duckdbColumnName(database) && ['duckdb', 'motherduck'].includes(toText(row[1])),
    );
  }),
  existing_key_constraint_types: method(['relation'], async ({ session }, { relation }) => {
    const { database, schema, identifier } = relationOf('existing_key_constraint_types', 'relation', relation);
    const sql = `select distinct constraint_type from duckdb_constraints() where lower(database_name) = lower(${sqlLiteral(database)}) and lower(schema_name) = lower(${sqlLiteral(schema)}) and lower(table_name) = lower(${sqlLiteral(identifier)}) and constraint_type in ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')`;
    const { table } = await session.execute(sql, { fetch: true });
    return table.matrix.map((row) => toText(row[0]).toLowerCase().replace(' ', '_')).sort();
  }),
  get_temp_relation_path: method(['model', 'batch_id'], ({ world }, { model, batch_id: batch }) => {
    const { alias, identifier, database } = toPlain(model) as Record<string, string | undefined>;
    const name = `${identifier ?? alias ?? ''}__${world.invocationId.split('-').at(-1) ?? ''}`;
    const suffix = batch === undefined || batch === '' ? '' : `__${toText(batch)}`;
    return new Map([
      ['database', database ?? null],
      ['schema', 'dbt_temp'],
      ['identifier', `${name}${suffix}`],
    ]);
  }),
};

const TRINO_METHODS: Readonly<Record<string, RuntimeMethod>> = {
  sync_row_columns: method(['on_schema_change', 'target_relation', 'schema_changes_dict'], ({ session, store }, args) => {
    const relation = relationOf('sync_row_columns', 'target_relation', args['target_relation']);
    const changes = args['schema_changes_dict'];
    if (!(changes instanceof Map)) throw dbtError('Compilation', 'sync_row_columns expects the dict of check_for_schema_changes');
    return syncRowColumns({ session, store, mode: toText(args['on_schema_change']), relation, changes });
  }),
  persist_starburst_docs: method(['relation', 'model_dict', 'for_relation', 'for_columns'], ({ world }) => {
    if (!isTrue(world.project.target.credentials['starburst_url'] ?? null)) return null;
    throw dbtError('Runtime', "Starburst's data discovery is not spoken here: take starburst_url out of the profile");
  }),
};

async function columnsOfQuery(session: AdapterSession, dialect: AdapterFacts['dialect'], sql: string): Promise<Column[]> {
  if (dialect.type === 'duckdb') {
    const { table } = await session.execute(`DESCRIBE (${sql})`, { fetch: true });
    return table.matrix.flatMap(([name, type]) => new Column(dialect, { name: toText(name), dtype: toText(type) }).flatten());
  }
  const { answer } = await session.execute(sql, { fetch: true, limit: 1 });
  return answer.columns.map(({ name, type }) => {
    const dtype = trinoTypeName(type);
    return new Column(dialect, { name, dtype: dialect.column.labels[dtype] ?? dtype });
  });
}

async function columnsByName(store: RelationStore, relation: Relation): Promise<Map<string, Column>> {
  return new Map((await store.columnsOf(relation)).map((column) => [column.name, column]));
}

async function checkSnapshotTarget(store: RelationStore, relation: unknown, names: unknown): Promise<void> {
  await checkColumns(store, relationOf('valid_snapshot_target', 'relation', relation), names, [
    'dbt_scd_id',
    'dbt_valid_from',
    'dbt_valid_to',
  ]);
}

async function checkColumns(store: RelationStore, relation: unknown, names: unknown, wanted: readonly string[]): Promise<void> {
  const there = new Set((await store.columnsOf(relation)).map(({ name }) => name.toLowerCase()));
  const renamed = isMapping(names) ? (toPlain(names) as Record<string, string | null>) : null;
  const missing = wanted.flatMap((name) => {
    const desired = renamed ? (renamed[name] ?? null) : name;
    return desired !== null && !there.has(desired.toLowerCase()) ? [desired] : [];
  });
  if (missing.length === 0) return;
  throw dbtError(
    'Compilation',
    `Snapshot target is missing configured columns (missing "${missing.join('", "')}"). See https://docs.getdbt.com/docs/build/snapshots#snapshot-meta-fields for more information.`,
  );
}

function strategyMacro(context: unknown, strategy: string, valid: readonly string[], project: string): Callable {
  const builtin = ['append', 'delete+insert', 'merge', 'insert_overwrite', 'microbatch'];
  if (builtin.includes(strategy) && !valid.includes(strategy)) {
    throw dbtError('Runtime', `The incremental strategy '${strategy}' is not valid for this adapter`);
  }
  const name = `get_incremental_${strategy.replaceAll('+', '_')}_sql`;
  const macro = context instanceof HostObject ? context.item(name) : undefined;
  if (macro) return macro as Callable;
  throw dbtError('Runtime', `dbt could not find an incremental strategy macro with the name "${name}" in ${project}`);
}

function methodsOf(type: string): Readonly<Record<string, RuntimeMethod>> {
  if (type === 'duckdb') return { ...METHODS, ...DUCKDB_METHODS };
  return type === 'trino' ? { ...METHODS, ...TRINO_METHODS } : METHODS;
}

const METHOD_TABLES = new Map(['duckdb', 'trino', ''].map((type) => [type, methodsOf(type)]));

/** `adapter` while a node runs: it asks the engine of its session, and calls dbt's macros for what differs between engines. */
export class RuntimeAdapter extends HostObject {
  constructor(private readonly facts: RuntimeFacts) {
    super();
  }

  attribute(name: string): unknown {
    if (name === 'Relation') return this.facts.relationClass;
    if (name === 'behavior') return new Behavior(this.facts.world.flags);
    const { type } = this.facts.dialect;
    const methods = METHOD_TABLES.get(type) ?? METHODS;
    const own = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (own) return callable(name, (args, kwargs) => own.run(this.facts, bindArguments(name, own.parameters, args, kwargs)));
    const pure = pureMethodsOf(type);
    const found = Object.hasOwn(pure, name) ? pure[name] : undefined;
    return found && bound(name, found, this.facts);
  }

  override readonly typeName = 'dbt.context.providers.RuntimeDatabaseWrapper object';

  toString(): string {
    return '<adapter>';
  }
}
