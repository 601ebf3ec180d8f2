import { closed, either, flag, integer, listOf, mapping, number, optional, optionalText, text, texts } from './shape-parts.js';

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
