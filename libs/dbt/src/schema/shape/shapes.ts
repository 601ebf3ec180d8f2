import type { Fields, Shape } from './shape.js';

const any: Shape = { kind: 'any' };
const text: Shape = { kind: 'string' };
const flag: Shape = { kind: 'boolean' };
const mapping: Shape = { kind: 'mapping' };
const nothing: Shape = { kind: 'null' };
const integer: Shape = { kind: 'integer' };
const number: Shape = { kind: 'number' };

const listOf = (item: Shape): Shape => ({ kind: 'list', item });
const either = (...shapes: Shape[]): Shape => ({ kind: 'either', shapes });
const optional = (shape: Shape): Shape => (shape.kind === 'either' ? either(...shape.shapes, nothing) : either(shape, nothing));
const choice = (...values: string[]): Shape => ({ kind: 'choice', values });

function closed(fields: Readonly<Record<string, Shape>>, ...required: string[]): Fields {
  return { kind: 'fields', fields, required, open: false };
}

function open(fields: Readonly<Record<string, Shape>>, ...required: string[]): Fields {
  return { kind: 'fields', fields, required, open: true };
}

const texts = listOf(text);
const optionalText = optional(text);
const version = either(text, number);
const tests = listOf(either(mapping, text));
const docs = closed({ show: flag, node_color: optionalText });
const owner = open({ email: optional(either(text, texts)), name: optionalText });

const documented = {
  name: text,
  description: text,
  meta: mapping,
  data_type: optionalText,
  constraints: listOf(mapping),
  docs,
  config: mapping,
};
const placed = { original_file_path: text, yaml_key: text, package_name: text };

const plainColumn = open(documented, 'name');
export const COLUMN = open(
  { ...documented, data_tests: tests, tests, quote: optional(flag), tags: texts, granularity: optionalText },
  'name',
);

const includeExclude = closed({ include: either(text, texts), exclude: texts }, 'include');

const modelVersion = closed(
  {
    v: version,
    defined_in: optionalText,
    description: text,
    access: optionalText,
    config: mapping,
    constraints: listOf(mapping),
    docs,
    data_tests: optional(tests),
    tests: optional(tests),
    columns: listOf(either(includeExclude, COLUMN)),
    deprecation_date: optionalText,
  },
  'v',
);

const timeSpine = closed(
  {
    standard_granularity_column: text,
    custom_granularities: listOf(closed({ name: text, column_name: optionalText }, 'name')),
  },
  'standard_granularity_column',
);

const node = {
  ...placed,
  ...documented,
  data_tests: tests,
  tests,
  columns: listOf(COLUMN),
  quote_columns: optional(flag),
  access: optionalText,
};

/** Seeds and snapshots. */
export const NODE = open(node, 'name');

export const MODEL = open(
  {
    ...node,
    latest_version: optional(version),
    versions: listOf(modelVersion),
    deprecation_date: optionalText,
    time_spine: optional(timeSpine),
  },
  'name',
);

export const ANALYSIS = open({ ...placed, ...documented, columns: listOf(plainColumn), access: optionalText }, 'name');
export const SINGULAR_TEST = open({ ...placed, ...documented }, 'name');

export const MACRO = open(
  { ...placed, ...documented, arguments: listOf(closed({ name: text, type: optionalText, description: text }, 'name')) },
  'name',
);

const functionArgument = closed(
  { name: text, data_type: text, description: optionalText, default_value: any },
  'name',
  'data_type',
);

export const FUNCTION = open(
  {
    returns: closed({ data_type: text, description: optionalText }, 'data_type'),
    ...placed,
    ...documented,
    access: optionalText,
    arguments: listOf(functionArgument),
  },
  'returns',
  'name',
);

const quoting = closed({ database: optional(flag), schema: optional(flag), identifier: optional(flag), column: optional(flag) });
const time = closed({ count: optional(integer), period: optional(choice('minute', 'hour', 'day')) });
const freshness = closed({ warn_after: optional(time), error_after: optional(time), filter: optionalText });
export const FRESHNESS = optional(freshness);

const partition = open({ name: text, description: text, data_type: text, meta: mapping });
const external = open({
  location: optionalText,
  file_format: optionalText,
  row_format: optionalText,
  tbl_properties: optionalText,
  partitions: optional(either(texts, listOf(partition))),
});

const loaded = { loaded_at_field: optionalText, loaded_at_field_present: optional(flag), loaded_at_query: optionalText };

const sourceTable = open(
  {
    ...documented,
    data_tests: tests,
    tests,
    columns: listOf(COLUMN),
    ...loaded,
    identifier: optionalText,
    quoting,
    freshness: FRESHNESS,
    external: optional(external),
    tags: texts,
  },
  'name',
);

export const SOURCE = closed(
  {
    name: text,
    description: text,
    meta: mapping,
    database: optionalText,
    schema: optionalText,
    loader: text,
    quoting,
    freshness: FRESHNESS,
    ...loaded,
    tables: listOf(sourceTable),
    tags: texts,
    config: mapping,
    unrendered_database: optionalText,
    unrendered_schema: optionalText,
  },
  'name',
);

const sourceTablePatch = closed(
  {
    name: text,
    description: optionalText,
    meta: optional(mapping),
    data_type: optionalText,
    docs: optional(docs),
    ...loaded,
    identifier: optionalText,
    quoting,
    freshness: FRESHNESS,
    external: optional(external),
    tags: optional(texts),
    data_tests: optional(tests),
    tests: optional(tests),
    columns: optional(listOf(COLUMN)),
  },
  'name',
);

export const SOURCE_PATCH = closed(
  {
    name: text,
    overrides: text,
    path: text,
    config: mapping,
    description: optionalText,
    meta: optional(mapping),
    database: optionalText,
    schema: optionalText,
    loader: optionalText,
    quoting: optional(quoting),
    freshness: FRESHNESS,
    ...loaded,
    tables: optional(listOf(sourceTablePatch)),
    tags: optional(texts),
  },
  'name',
  'overrides',
);

export const EXPOSURE = closed(
  {
    name: text,
    type: choice('dashboard', 'notebook', 'analysis', 'ml', 'application'),
    owner,
    description: text,
    label: optionalText,
    maturity: optional(choice('low', 'medium', 'high')),
    meta: mapping,
    tags: texts,
    url: optionalText,
    depends_on: texts,
    config: mapping,
  },
  'name',
  'type',
  'owner',
);

export const GROUP = closed({ name: text, owner, description: optionalText, config: mapping }, 'name', 'owner');

const rows = optional(either(text, listOf(mapping)));
const fixture = { rows, format: choice('csv', 'dict', 'sql'), fixture: optionalText };

export const UNIT_TEST = closed(
  {
    name: text,
    model: text,
    given: listOf(closed({ input: text, ...fixture }, 'input')),
    expect: closed(fixture),
    description: text,
    overrides: optional(closed({ macros: mapping, vars: mapping, env_vars: mapping })),
    config: mapping,
    versions: optional(closed({ include: optional(listOf(version)), exclude: optional(listOf(version)) })),
  },
  'name',
  'model',
  'given',
  'expect',
);

const filter = optional(either(text, texts));
const metricInput = either(
  closed({ name: text, filter, alias: optionalText, offset_window: optionalText, offset_to_grain: optionalText }, 'name'),
  text,
);
const metricMeasure = either(
  closed({ name: text, filter, alias: optionalText, join_to_timespine: flag, fill_nulls_with: optional(integer) }, 'name'),
  text,
);

const conversion = closed(
  {
    base_measure: metricMeasure,
    conversion_measure: metricMeasure,
    entity: text,
    calculation: text,
    window: optionalText,
    constant_properties: optional(
      listOf(closed({ base_property: text, conversion_property: text }, 'base_property', 'conversion_property')),
    ),
  },
  'base_measure',
  'conversion_measure',
  'entity',
);

const metricParameters = closed({
  measure: optional(metricMeasure),
  numerator: optional(metricInput),
  denominator: optional(metricInput),
  expr: optional(either(text, flag)),
  window: optionalText,
  grain_to_date: optionalText,
  metrics: optional(listOf(metricInput)),
  conversion_type_params: optional(conversion),
  cumulative_type_params: optional(closed({ window: optionalText, grain_to_date: optionalText, period_agg: text })),
});

export const METRIC = closed(
  {
    name: text,
    label: text,
    type: text,
    type_params: metricParameters,
    description: text,
    filter,
    time_granularity: optionalText,
    meta: mapping,
    tags: texts,
    config: mapping,
  },
  'name',
  'label',
  'type',
  'type_params',
);

const element = { name: text, description: optionalText, label: optionalText, config: mapping };

const measure = closed(
  {
    ...element,
    agg: text,
    expr: optional(either(text, flag, integer)),
    agg_params: optional(
      closed({ percentile: optional(number), use_discrete_percentile: flag, use_approximate_percentile: flag }),
    ),
    non_additive_dimension: optional(
      closed({ name: text, window_choice: text, window_groupings: texts }, 'name', 'window_choice'),
    ),
    agg_time_dimension: optionalText,
    create_metric: flag,
  },
  'name',
  'agg',
);

const dimension = closed(
  {
    ...element,
    type: text,
    is_partition: flag,
    type_params: optional(
      closed({ time_granularity: text, validity_params: optional(closed({ is_start: flag, is_end: flag })) }, 'time_granularity'),
    ),
    expr: optionalText,
  },
  'name',
  'type',
);

export const SEMANTIC_MODEL = closed(
  {
    name: text,
    model: text,
    config: mapping,
    description: optionalText,
    label: optionalText,
    defaults: optional(closed({ agg_time_dimension: optionalText })),
    entities: listOf(closed({ ...element, type: text, role: optionalText, expr: optionalText }, 'name', 'type')),
    measures: listOf(measure),
    dimensions: listOf(dimension),
    primary_entity: optionalText,
  },
  'name',
  'model',
);

export const SAVED_QUERY = closed(
  {
    name: text,
    query_params: closed({ metrics: texts, group_by: texts, where: filter, order_by: texts, limit: optional(integer) }),
    description: optionalText,
    label: optionalText,
    exports: listOf(closed({ name: text, config: mapping }, 'name')),
    config: mapping,
    tags: either(text, texts),
  },
  'name',
  'query_params',
);
