import { toText } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import type { PropertyEntry } from '../property-entry.js';
import { granularity, measureInput, metricInput, oneOf, timeWindow } from './metric-inputs.js';

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** `type_params` with everything that dbt writes; input_measures follow when all metrics are known. */
export function metricTypeParams(entry: PropertyEntry, type: string, written: Json): Json {
  const metric = (value: unknown): Json | null => (isGiven(value) ? metricInput(entry, value) : null);
  return {
    measure: isGiven(written['measure']) ? measureInput(written['measure']) : null,
    input_measures: [],
    numerator: metric(written['numerator']),
    denominator: metric(written['denominator']),
    expr: isGiven(written['expr']) ? toText(written['expr']) : null,
    window: timeWindow(entry, written['window']),
    grain_to_date: isGiven(written['grain_to_date']) ? granularity(written['grain_to_date']) : null,
    metrics: ((written['metrics'] ?? []) as unknown[]).map((one) => metricInput(entry, one)),
    conversion_type_params: isGiven(written['conversion_type_params'])
      ? conversionParams(entry, written['conversion_type_params'] as Json)
      : null,
    cumulative_type_params: type === 'cumulative' ? cumulativeParams(entry, written) : null,
    metric_aggregation_params: null,
  };
}

function conversionParams(entry: PropertyEntry, written: Json): Json {
  return {
    base_measure: measureInput(written['base_measure']),
    conversion_measure: measureInput(written['conversion_measure']),
    entity: written['entity'],
    calculation: oneOf(
      'ConversionCalculationType',
      ['conversions', 'conversion_rate'],
      written['calculation'] ?? 'conversion_rate',
    ),
    window: timeWindow(entry, written['window']),
    constant_properties: written['constant_properties'] ?? null,
  };
}

/** Where they stand now, or, as older projects have them, one level up. */
function cumulativeParams(entry: PropertyEntry, written: Json): Json {
  const own = (written['cumulative_type_params'] ?? {}) as Json;
  return {
    window: timeWindow(entry, own['window'] || written['window']),
    grain_to_date: own['grain_to_date'] || written['grain_to_date'] || null,
    period_agg: oneOf('PeriodAggregation', ['first', 'last', 'average'], own['period_agg'] ?? 'first'),
    metric: null,
  };
}
