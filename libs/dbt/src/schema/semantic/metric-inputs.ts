import type { Json } from '../../manifest/v12/index.js';
import { EntryError, invalidEntry, type PropertyEntry } from '../property-entry.js';
import { isMapping } from '../shape/shape.js';
import { whereFilter } from './where-filter.js';

const GRANULARITIES = [
  ...['nanosecond', 'microsecond', 'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'],
];

/** A measure that a metric is made of: its name, or more. */
export function measureInput(written: unknown): Json {
  const given: Json = isMapping(written) ? written : { name: written };
  return {
    name: given['name'],
    filter: whereFilter(given['filter']),
    alias: given['alias'] ?? null,
    join_to_timespine: given['join_to_timespine'] ?? false,
    fill_nulls_with: given['fill_nulls_with'] ?? null,
  };
}

/** A metric that another is made of. */
export function metricInput(entry: PropertyEntry, written: unknown): Json {
  const given: Json = isMapping(written) ? written : { name: written };
  return {
    name: given['name'],
    filter: whereFilter(given['filter']),
    alias: given['alias'] ?? null,
    offset_window: timeWindow(entry, given['offset_window']),
    offset_to_grain: given['offset_to_grain'] ?? null,
  };
}

/** `7 days` as a count and a granularity. */
export function timeWindow(entry: PropertyEntry, written: unknown): Json | null {
  if (typeof written !== 'string') return null;
  const parts = written.toLowerCase().split(' ');
  const [count = '', unit = ''] = parts;
  if (parts.length !== 2) {
    const message = `Invalid window (${written}) in cumulative/conversion metric. Should be of the form \`<count> <granularity>\`, e.g., \`28 days\``;
    throw windowError(entry, written, message);
  }
  if (!/^\d+$/.test(count)) {
    throw windowError(entry, written, `Invalid count (${count}) in cumulative/conversion metric window string: (${written})`);
  }
  const singular = unit.replace(/s$/, '');
  return { count: Number(count), granularity: GRANULARITIES.includes(singular) ? singular : unit };
}

function windowError(entry: PropertyEntry, window: string, reason: string): EntryError {
  return invalidEntry({ ...entry, section: 'window', data: { window } }, reason);
}

/** One of a closed list of words; the class is dbt's, for its message. */
export function oneOf(name: string, values: readonly string[], written: unknown): string {
  const value = String(written).toLowerCase();
  if (values.includes(value)) return value;
  throw new EntryError('Parsing', `Invalid enum value: \`${String(written)}\` in enum ${name}`);
}

export function granularity(written: unknown): string {
  return oneOf('TimeGranularity', GRANULARITIES, written);
}
