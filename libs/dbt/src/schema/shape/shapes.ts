import {
  any,
  choice,
  closed,
  docs,
  either,
  flag,
  integer,
  listOf,
  mapping,
  open,
  optional,
  optionalText,
  owner,
  tests,
  text,
  texts,
  version,
} from './shape-parts.js';

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
