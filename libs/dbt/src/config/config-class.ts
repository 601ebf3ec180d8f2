import type { ConfigTree } from '../project/dbt-project.types.js';
import type { ConfiguredType } from '../parse/parse-scope.js';
import type { ValueType } from './value-type.js';

/** How a nearer value meets the one before: replaces it, is appended, is merged by key, appends under `+key`. */
export type MergeBehaviour = 'clobber' | 'append' | 'update' | 'dictKeyAppend';

export interface ConfigField {
  readonly name: string;
  /** Makes the default anew, because configs are changed in place. */
  readonly initial: () => unknown;
  readonly merge: MergeBehaviour;
  readonly type: ValueType;
}

export type ConfigClass = ReadonlyMap<string, ConfigField>;

function anew(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(anew);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) copy[key] = anew(item);
  return copy;
}

const field = (name: string, initial: unknown, type: ValueType, merge: MergeBehaviour = 'clobber'): ConfigField => ({
  name,
  initial: typeof initial === 'object' && initial !== null ? () => anew(initial) : () => initial,
  type,
  merge,
});

const classOf = (...fields: readonly ConfigField[]): ConfigClass => new Map(fields.map((one) => [one.name, one]));

/** A class with more fields; a field that is there already keeps its place. */
const extend = (base: ConfigClass, ...fields: readonly ConfigField[]): ConfigClass => {
  const extended = new Map(base);
  for (const one of fields) extended.set(one.name, one);
  return extended;
};

const NODE_AND_TEST = classOf(
  field('enabled', true, 'boolean'),
  field('alias', null, 'string?'),
  field('schema', null, 'string?'),
  field('database', null, 'string?'),
  field('tags', [], 'strings', 'append'),
  field('meta', {}, 'object', 'update'),
  field('group', null, 'string?'),
  field('static_analysis', null, 'string?'),
);

const NODE = extend(
  NODE_AND_TEST,
  field('materialized', 'view', 'string'),
  field('incremental_strategy', null, 'string?'),
  field('batch_size', null, 'any'),
  field('lookback', 1, 'any'),
  field('begin', null, 'any'),
  field('persist_docs', {}, 'object'),
  field('post-hook', [], 'hooks', 'append'),
  field('pre-hook', [], 'hooks', 'append'),
  field('quoting', {}, 'object', 'update'),
  field('column_types', {}, 'object', 'update'),
  field('full_refresh', null, 'boolean?'),
  field('unique_key', null, 'strings?'),
  field('on_schema_change', 'ignore', 'string?'),
  field('on_configuration_change', 'apply', 'configurationChange'),
  field('grants', {}, 'object', 'dictKeyAppend'),
  field('packages', [], 'stringList', 'append'),
  field('docs', { show: true, node_color: null }, 'docs', 'update'),
  field('contract', { enforced: false, alias_types: true }, 'contract', 'update'),
  field('event_time', null, 'any'),
  field('concurrent_batches', null, 'any'),
);

const FRESHNESS = {
  warn_after: { count: null, period: null },
  error_after: { count: null, period: null },
  filter: null,
};
const META_COLUMNS = {
  dbt_valid_to: null,
  dbt_valid_from: null,
  dbt_scd_id: null,
  dbt_updated_at: null,
  dbt_is_deleted: null,
};

const METRIC = classOf(field('enabled', true, 'boolean'), field('group', null, 'string?'), field('meta', {}, 'object', 'update'));

const CLASSES: Partial<Readonly<Record<ConfiguredType, ConfigClass>>> = {
  model: extend(NODE, field('access', 'protected', 'access'), field('freshness', null, 'modelFreshness')),
  seed: extend(
    NODE,
    field('materialized', 'seed', 'string'),
    field('delimiter', ',', 'string'),
    field('quote_columns', null, 'boolean?'),
  ),
  snapshot: extend(
    NODE,
    field('materialized', 'snapshot', 'string'),
    field('strategy', null, 'string?'),
    field('target_schema', null, 'string?'),
    field('target_database', null, 'string?'),
    field('updated_at', null, 'string?'),
    field('check_cols', null, 'strings?'),
    field('snapshot_meta_column_names', META_COLUMNS, 'metaColumnNames'),
    field('dbt_valid_to_current', null, 'string?'),
  ),
  test: extend(
    NODE_AND_TEST,
    field('schema', 'dbt_test__audit', 'string?'),
    field('materialized', 'test', 'string'),
    field('severity', 'ERROR', 'severity'),
    field('store_failures', null, 'boolean?'),
    field('store_failures_as', null, 'string?'),
    field('where', null, 'string?'),
    field('limit', null, 'integer?'),
    field('fail_calc', 'count(*)', 'string'),
    field('warn_if', '!= 0', 'string'),
    field('error_if', '!= 0', 'string'),
  ),
  function: extend(
    NODE,
    field('materialized', 'function', 'string'),
    field('type', 'scalar', 'functionType'),
    field('volatility', null, 'volatility'),
    field('runtime_version', null, 'string?'),
    field('entry_point', null, 'string?'),
  ),
  source: classOf(
    field('enabled', true, 'boolean'),
    field('event_time', null, 'any'),
    field('freshness', FRESHNESS, 'any'),
    field('loaded_at_field', null, 'string?'),
    field('loaded_at_query', null, 'string?'),
    field('meta', {}, 'object', 'update'),
    field('tags', [], 'stringList'),
    field('static_analysis', null, 'string?'),
  ),
  exposure: classOf(field('enabled', true, 'boolean'), field('tags', [], 'stringList'), field('meta', {}, 'object')),
  metric: METRIC,
  semantic_model: METRIC,
  saved_query: extend(
    METRIC,
    field('export_as', null, 'string?'),
    field('schema', null, 'string?'),
    field('cache', { enabled: false }, 'object'),
  ),
  unit_test: classOf(
    field('tags', [], 'strings', 'append'),
    field('meta', {}, 'object', 'update'),
    field('enabled', true, 'boolean'),
    field('static_analysis', null, 'string?'),
  ),
  group: classOf(field('meta', {}, 'object')),
};

/** The fields of a resource type's configuration, in the order that dbt writes them. */
export function configClassOf(type: ConfiguredType): ConfigClass {
  return CLASSES[type] ?? NODE;
}

const TREES: Partial<Readonly<Record<ConfiguredType, ConfigTree>>> = {
  seed: 'seeds',
  snapshot: 'snapshots',
  source: 'sources',
  test: 'data_tests',
  metric: 'metrics',
  semantic_model: 'semantic-models',
  saved_query: 'saved-queries',
  exposure: 'exposures',
  unit_test: 'unit_tests',
  function: 'functions',
};

/** The tree of dbt_project.yml that configures a type; analyses and hooks read `models:`. */
export function treeOf(type: ConfiguredType): ConfigTree {
  return TREES[type] ?? 'models';
}

const UNRENDERED: Partial<Readonly<Record<ConfiguredType, string>>> = {
  seed: 'seeds',
  snapshot: 'snapshots',
  source: 'sources',
  test: 'data_tests',
  metric: 'metrics',
  semantic_model: 'semantic_models',
  saved_query: 'saved_queries',
  exposure: 'exposures',
  unit_test: 'unit_tests',
};

/** Where dbt looks for it in the file before rendering; not quite the same. */
export function unrenderedTreeOf(type: ConfiguredType): string {
  return UNRENDERED[type] ?? 'models';
}
