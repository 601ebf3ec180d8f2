import type { Json } from '../../manifest/v12/index.js';

type Made = (value: Json) => Json;

/** A field, what stands for it where it is not given, and how what it holds is made. */
type Field = readonly [name: string, absent?: unknown, made?: Made];

/** Makes an object with these fields in this order, of one that may have more, fewer, and others. */
function shape(...fields: readonly Field[]): Made {
  return (value) => Object.fromEntries(fields.map(([name, absent = null, made]) => [name, held(value[name], absent, made)]));
}

function held(value: unknown, absent: unknown, made: Made | undefined): unknown {
  if (value === undefined || value === null) return absent;
  if (!made) return value;
  return Array.isArray(value) ? value.map((item) => made(item as Json)) : made(value as Json);
}

const META = shape(['meta', {}]);
const FILTER = shape(['where_filters', []]);
const WINDOW = shape(['count'], ['granularity']);
const INPUT_MEASURE = shape(['name'], ['filter', null, FILTER], ['alias'], ['join_to_timespine', false], ['fill_nulls_with']);
const INPUT_METRIC = shape(['name'], ['filter', null, FILTER], ['alias'], ['offset_window', null, WINDOW], ['offset_to_grain']);
const CONVERSION = shape(
  ['base_measure', null, INPUT_MEASURE],
  ['conversion_measure', null, INPUT_MEASURE],
  ['entity'],
  ['calculation', 'conversion_rate'],
  ['window', null, WINDOW],
  ['constant_properties', null, shape(['base_property'], ['conversion_property'])],
);
const TYPE_PARAMS = shape(
  ['measure', null, INPUT_MEASURE],
  ['numerator', null, INPUT_METRIC],
  ['denominator', null, INPUT_METRIC],
  ['expr'],
  ['window', null, WINDOW],
  ['grain_to_date'],
  ['metrics', null, INPUT_METRIC],
  ['conversion_type_params', null, CONVERSION],
  ['cumulative_type_params', null, shape(['window', null, WINDOW], ['grain_to_date'], ['period_agg', 'first'])],
  ['input_measures', [], INPUT_MEASURE],
);

export const METRIC = shape(
  ['name'],
  ['description'],
  ['type'],
  ['type_params', null, TYPE_PARAMS],
  ['filter', null, FILTER],
  ['metadata'],
  ['label'],
  ['config', null, META],
  ['time_granularity'],
);

const ENTITY = shape(['name'], ['description'], ['type'], ['role'], ['expr'], ['metadata'], ['label'], ['config', null, META]);
const MEASURE = shape(
  ['name'],
  ['agg'],
  ['description'],
  ['create_metric'],
  ['expr'],
  ['agg_params', null, shape(['percentile'], ['use_discrete_percentile', false], ['use_approximate_percentile', false])],
  ['metadata'],
  ['non_additive_dimension', null, shape(['name'], ['window_choice', 'min'], ['window_groupings', []])],
  ['agg_time_dimension'],
  ['label'],
  ['config', null, META],
);
const VALIDITY = shape(['is_start', false], ['is_end', false]);
const DIMENSION = shape(
  ['name'],
  ['description'],
  ['type'],
  ['is_partition', false],
  ['type_params', null, shape(['time_granularity'], ['validity_params', null, VALIDITY])],
  ['expr'],
  ['metadata'],
  ['label'],
  ['config', null, META],
);

export const SEMANTIC_MODEL = shape(
  ['name'],
  ['defaults', null, shape(['agg_time_dimension'])],
  ['description'],
  ['node_relation', null, shape(['alias'], ['schema_name'], ['database'], ['relation_name', ''])],
  ['primary_entity'],
  ['entities', [], ENTITY],
  ['measures', [], MEASURE],
  ['dimensions', [], DIMENSION],
  ['label'],
  ['metadata'],
  ['config', null, META],
);

const QUERY = shape(['metrics', []], ['group_by', []], ['order_by', []], ['limit'], ['where', null, FILTER]);
const EXPORT = shape(['name'], ['config', null, shape(['export_as'], ['schema_name'], ['alias'])]);

export const SAVED_QUERY = shape(
  ['name'],
  ['query_params', null, QUERY],
  ['description'],
  ['metadata'],
  ['label'],
  ['exports', [], EXPORT],
  ['tags', []],
);
