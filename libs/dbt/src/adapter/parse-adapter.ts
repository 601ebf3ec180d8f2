import { callable, HostObject, LenientUndefined, Tuple } from '@weft/jinja';
import type { AdapterFacts } from './adapter-facts.js';
import { bound, DUCKDB_PURE_METHODS, type MethodEntry, PURE_METHODS } from './pure-methods.js';
import { Table } from './table.js';

const nothing = (): null => null;
const list = (): unknown[] => [];
const text = (): string => '';
const answer = (): Tuple => Tuple.fromItems(['', Table.EMPTY]);

/** What methods that ask the engine answer while parsing, as dbt's adapters have it. */
const REPLACEMENTS: Readonly<Record<string, () => unknown>> = {
  execute: answer,
  get_partitions_metadata: answer,
  add_query: () => Tuple.fromItems([null, null]),
  get_column_schema_from_query: list,
  get_columns_in_relation: list,
  get_columns_in_table: list,
  get_missing_columns: list,
  check_schema_exists: () => false,
  already_exists: () => false,
  drop_relation: nothing,
  truncate_relation: nothing,
  rename_relation: nothing,
  get_relation: nothing,
  create_schema: nothing,
  drop_schema: nothing,
  valid_snapshot_target: nothing,
  assert_valid_snapshot_target_given_strategy: nothing,
  expand_target_column_types: nothing,
  get_incremental_strategy_macro: nothing,
  get_hard_deletes_behavior: nothing,
  sync_row_columns: () => new Map(),
  cache_added: text,
  cache_dropped: text,
  cache_renamed: text,
  commit: nothing,
};

/** Asked of DuckDB, not replaced by dbt-duckdb: they would run a query while parsing. */
const DUCKDB_REPLACEMENTS: Readonly<Record<string, () => unknown>> = {
  ensure_transaction: nothing,
  location_exists: () => false,
  store_relation: nothing,
  catalog_supports_foreign_keys: () => true,
  existing_key_constraint_types: list,
  get_temp_relation_path: nothing,
};

const DUCKDB_METHODS: Readonly<Record<string, MethodEntry>> = { ...PURE_METHODS, ...DUCKDB_PURE_METHODS };
const EVERY_DUCKDB_REPLACEMENT: Readonly<Record<string, () => unknown>> = { ...REPLACEMENTS, ...DUCKDB_REPLACEMENTS };

export function pureMethodsOf(type: string): Readonly<Record<string, MethodEntry>> {
  return type === 'duckdb' ? DUCKDB_METHODS : PURE_METHODS;
}

/** `adapter` while parsing: nothing is asked of an engine. */
export class ParseAdapter extends HostObject {
  constructor(private readonly facts: AdapterFacts) {
    super();
  }

  attribute(name: string): unknown {
    if (name === 'Relation') return this.facts.relationClass;
    if (name === 'behavior') return new Behavior(this.facts.world.flags);
    const { type } = this.facts.dialect;
    const replacements = type === 'duckdb' ? EVERY_DUCKDB_REPLACEMENT : REPLACEMENTS;
    if (Object.hasOwn(replacements, name)) return callable(name, () => replacements[name]?.());
    const methods = pureMethodsOf(type);
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    // A node's own text may name a method that does not exist: dbt refuses it when the node is compiled.
    return method ? bound(name, method, this.facts) : new LenientUndefined(name);
  }

  override readonly typeName = 'dbt.context.providers.ParseDatabaseWrapper object';

  toString(): string {
    return '<adapter>';
  }
}

/** `adapter.behavior.flag`: behaviour flags of the adapter, true or false. */
export class Behavior extends HostObject {
  constructor(private readonly flags: Readonly<Record<string, unknown>>) {
    super();
  }

  attribute(name: string): unknown {
    return new BehaviorFlag(this.flags[name] === true);
  }

  toString(): string {
    return '<behavior>';
  }
}

class BehaviorFlag extends HostObject {
  constructor(private readonly on: boolean) {
    super();
  }

  override isTrue(): boolean {
    return this.on;
  }

  attribute(name: string): unknown {
    return name === 'setting' || name === 'no_warn' ? this.on : undefined;
  }

  toString(): string {
    return this.on ? 'True' : 'False';
  }
}
