import {
  bindArguments,
  callable,
  type Callable,
  entriesOf,
  isMapping,
  isTrue,
  isUndefined,
  toList,
  toPlain,
  toRepr,
  toText,
} from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import { dispatchMacro } from '../context/dispatch.js';
import type { TemplateWorld } from '../context/template-world.js';
import type { AdapterFacts } from './adapter-facts.js';
import { catalogRelation } from './catalog-relation.js';
import { renderColumnConstraints, renderModelConstraints } from './constraints.js';
import { IndexConfig } from './index-config.js';
import { externalReadLocation, externalWriteOptions } from './external-location.js';
import { convertType } from './seed-types.js';
import { COMPONENTS, type Component } from './relation-parts.js';

type Arguments = Readonly<Record<string, unknown>>;
export type AdapterMethod = (facts: AdapterFacts, args: Arguments) => unknown;

/** A method of the adapter: its parameters by name, as Python's has them, and what it does. */
export interface MethodEntry {
  readonly parameters: readonly string[];
  readonly run: AdapterMethod;
}

export function bound(name: string, entry: MethodEntry, facts: AdapterFacts): Callable {
  return callable(name, (args, kwargs) => entry.run(facts, bindArguments(name, entry.parameters, args, kwargs)));
}

function entry(parameters: readonly string[], run: AdapterMethod): MethodEntry {
  return { parameters, run };
}

const quoted = (identifier: unknown): string => `"${toText(identifier)}"`;

/** Methods that ask the engine nothing; they answer while parsing as they do while running. */
export const PURE_METHODS: Readonly<Record<string, MethodEntry>> = {
  type: entry([], ({ dialect }) => dialect.type),
  dispatch: entry(['macro_name', 'macro_namespace', 'packages'], ({ scope, world }, args) => {
    if (args['packages'] !== undefined && args['packages'] !== null) throw packagesArgument(args['macro_name']);
    return dispatchMacro(scope(), world.project, args['macro_name'], args['macro_namespace']);
  }),
  quote: entry(['identifier'], (_facts, { identifier }) => quoted(identifier)),
  quote_as_configured: entry(['identifier', 'quote_key'], ({ world }, { identifier, quote_key: key }) => {
    if (!COMPONENTS.includes(key as Component)) return identifier;
    return quotingOf(world)[key as Component] === false ? identifier : quoted(identifier);
  }),
  quote_seed_column: entry(['column', 'quote_config'], (_facts, { column, quote_config: configured }) => {
    if (typeof configured === 'boolean') return configured ? quoted(column) : column;
    if (configured === null || isUndefined(configured)) return quoted(column);
    throw dbtError('Compilation', `The seed configuration value of "quote_columns" has an invalid type ${toRepr(configured)}`);
  }),
  convert_type: entry(['agate_table', 'col_idx'], ({ dialect }, { agate_table: table, col_idx: index }) =>
    convertType(dialect, table, index),
  ),
  standardize_grants_dict: entry(['grants_table'], (_facts, { grants_table: table }) => grantsDict(table)),
  render_raw_columns_constraints: entry(['raw_columns'], ({ dialect, world }, { raw_columns: columns }) =>
    renderColumnConstraints(dialect, toPlain(columns) as Record<string, Record<string, unknown>>, world.onEvent),
  ),
  render_raw_model_constraints: entry(['raw_constraints'], ({ dialect, world }, { raw_constraints: constraints }) =>
    renderModelConstraints(dialect, toPlain(constraints) as Record<string, unknown>[], world.onEvent),
  ),
  get_hard_deletes_behavior: entry(['config'], (_facts, { config }) => hardDeletes(config)),
  build_catalog_relation: entry(['config'], ({ dialect, world }, { config }) =>
    catalogRelation(dialect.type, config, world.project.catalogs),
  ),
};

/** dbt-duckdb's own. */
export const DUCKDB_PURE_METHODS: Readonly<Record<string, MethodEntry>> = {
  valid_incremental_strategies: entry([], ({ dialect }) => [...dialect.incrementalStrategies]),
  batch_id_for_model: entry(['model'], (_facts, { model }) => batchId(model)),
  is_motherduck: entry([], ({ world }) => /^(md|motherduck):/.test(toText(world.project.target.credentials['path'] ?? ''))),
  disable_transactions: entry([], ({ world }) => world.project.target.credentials['disable_transactions'] === true),
  escape_sql_string: entry(['value'], (_facts, { value }) => toText(value).replaceAll("'", "''")),
  is_ducklake: entry(['relation'], ({ world }, { relation }) => isDucklake(world, relation)),
  use_ducklake_table_workarounds: entry(['relation'], () => false),
  parse_index: entry(['raw_index'], (_facts, { raw_index: raw }) => parseIndex(raw)),
  external_root: entry([], ({ world }) => world.project.target.credentials['external_root'] ?? '.'),
  get_binding_char: entry([], () => '?'),
  external_write_options: entry(['write_location', 'rendered_options'], (_facts, args) =>
    externalWriteOptions(toText(args['write_location']), args['rendered_options']),
  ),
  external_read_location: entry(['write_location', 'rendered_options'], (_facts, args) =>
    externalReadLocation(toText(args['write_location']), args['rendered_options']),
  ),
  get_seed_file_path: entry(['model'], (_facts, { model }) => {
    const { root_path: root, original_file_path: file } = toPlain(model) as Record<string, unknown>;
    return root === null || root === undefined ? toText(file) : `${toText(root)}/${toText(file)}`;
  }),
  warn_once: entry(['msg'], ({ world }, { msg }) => warnOnce(world, toText(msg))),
  convert_datetimes_to_strs: entry(['table'], (_facts, { table }) => table),
};

function packagesArgument(name: unknown): Error {
  return dbtError(
    'Compilation',
    `        The "packages" argument of adapter.dispatch() has been deprecated.\n        Use the "macro_namespace" argument instead.\n\n        Raised during dispatch for: ${toText(name)}\n\n        For more information, see:\n\n        https://docs.getdbt.com/reference/dbt-jinja-functions/dispatch\n        `,
  );
}

export function quotingOf(world: TemplateWorld): Partial<Record<Component, boolean>> {
  const said = Object.entries(world.project.packages.get(world.project.name)?.quoting ?? {});
  return Object.fromEntries(said.filter(([, value]) => typeof value === 'boolean')) as Partial<Record<Component, boolean>>;
}

function grantsDict(table: unknown): Map<string, unknown[]> {
  const grants = new Map<string, unknown[]>();
  for (const row of toList(table)) {
    const { grantee, privilege_type: privilege } = rowFields(row, ['grantee', 'privilege_type']);
    const name = toText(privilege);
    grants.set(name, [...(grants.get(name) ?? []), grantee]);
  }
  return grants;
}

function rowFields(row: unknown, names: readonly string[]): Record<string, unknown> {
  const item = row as { item(key: unknown): unknown };
  return Object.fromEntries(names.map((name) => [name, item.item(name)]));
}

function hardDeletes(config: unknown): string {
  const read = (name: string): unknown => {
    const found = isMapping(config)
      ? new Map(entriesOf(config)).get(name)
      : ((config as { attribute(name: string): Callable }).attribute('get').body([name], new Map()) as unknown);
    return isUndefined(found) || found === '' ? null : found;
  };
  const invalidate = read('invalidate_hard_deletes');
  const chosen = read('hard_deletes');
  if (invalidate !== null && chosen !== null) {
    throw dbtError(
      'Runtime',
      'You cannot set both the invalidate_hard_deletes and hard_deletes config properties on the same snapshot.',
    );
  }
  if (isTrue(invalidate) || chosen === 'invalidate') return 'invalidate';
  if (chosen === 'new_record') return 'new_record';
  if (chosen === null || chosen === 'ignore') return 'ignore';
  throw dbtError('Runtime', 'Invalid setting for property hard_deletes.');
}

function batchId(model: unknown): string {
  const batch = (toPlain(model) as { batch?: { event_time_start?: unknown } | null }).batch;
  const start = batch?.event_time_start;
  if (start === null || start === undefined) return '';
  return toText(start).replaceAll('-', '').replaceAll(':', '').replaceAll(' ', '_').replaceAll('+', '');
}

function isDucklake(world: TemplateWorld, relation: unknown): boolean {
  const { credentials, database } = world.project.target;
  const named = (relation as { database?: string | null } | null)?.database;
  if (typeof named !== 'string') return false;
  const attached = Array.isArray(credentials['attach']) ? (credentials['attach'] as Record<string, unknown>[]) : [];
  const lakes = attached.filter((each) => toText(each['path'] ?? '').startsWith('ducklake:') || each['is_ducklake'] === true);
  const own = credentials['is_ducklake'] === true || toText(credentials['path'] ?? '').startsWith('ducklake:');
  return (own && named === database) || lakes.some((each) => each['alias'] === named);
}

function parseIndex(raw: unknown): unknown {
  if (raw === null || isUndefined(raw)) return null;
  const index = toPlain(raw) as { columns?: unknown; unique?: unknown };
  if (!isMapping(raw))
    throw dbtError(
      'Compilation',
      `Invalid index config:\n  Got: ${toText(raw)}\n  Expected a dictionary with at minimum a "columns" key`,
    );
  if (!Array.isArray(index.columns))
    throw dbtError('Compilation', `Could not parse index config: at path []: 'columns' is a required property`);
  return new IndexConfig(index.columns.map(String), index.unique === true, new Date());
}

const warned = new WeakMap<TemplateWorld, Set<string>>();

/** A warning that is told once an invocation. */
export function warnOnce(world: TemplateWorld, message: string): null {
  const said = warned.get(world) ?? new Set();
  warned.set(world, said);
  if (!said.has(message)) world.onEvent({ kind: 'warn', name: 'AdapterEventWarning', message });
  said.add(message);
  return null;
}
