import { once } from '../dialect/scalar/scalar-signature.js';

/** `a[i]`: from 1; outside of the array it is an error. */
export function elementText(array: string, index: string): string {
  const outside = `error('Array subscript is out of range')`;
  return once(array, once(index, `CASE WHEN i < 1 OR i > len(a) THEN ${outside} ELSE a[i] END`, 'i'), 'a');
}

/** From 1, from the end where it is negative; NULL outside of the array. */
export function elementOrNull(array: string, index: string): string {
  const zero = `error('SQL array indices start at 1')`;
  return once(array, once(index, `CASE WHEN i = 0 THEN ${zero} ELSE a[i] END`, 'i'), 'a');
}

/** Whether a value is among the elements; unknown where it is not, and a NULL is. */
export function containsText(array: string, value: string): string {
  const found = `CASE WHEN a IS NULL OR e IS NULL THEN NULL WHEN list_contains(a, e) THEN TRUE WHEN ${hasNull('a')} THEN NULL ELSE FALSE END`;
  return once(array, once(value, found, 'e'), 'a');
}

function hasNull(array: string): string {
  return `len(list_filter(${array}, lambda n: n IS NULL)) > 0`;
}

/** The greatest or least element; NULL where one is NULL. */
export function extremeText(name: 'list_max' | 'list_min', array: string): string {
  return once(array, `CASE WHEN ${hasNull('a')} THEN NULL ELSE ${name}(a) END`, 'a');
}

/** Each element once, in the order of its first. */
export function distinctText(array: string): string {
  return once(array, 'list_filter(a, lambda e, i: list_position(a, e) = i)', 'a');
}

/** What a condition on each element says of all of them: `decisive` ends it, else NULL where it is unknown for one. */
export function matchText(conditions: string, decisive: 'TRUE' | 'FALSE', result: string, otherwise: string): string {
  return once(
    conditions,
    `CASE WHEN d IS NULL THEN NULL WHEN list_contains(d, ${decisive}) THEN ${result} WHEN ${hasNull('d')} THEN NULL ELSE ${otherwise} END`,
  );
}

const TOO_MANY = `error('result of sequence function must not have more than 10000 entries')`;
const WRONG_STEP = `error('sequence stop value does not fit its step')`;

/** Whole numbers from one to another, up or down. */
export function sequenceText(from: string, to: string, step: string | null): string {
  const run = step ?? 'CASE WHEN t >= f THEN 1 ELSE -1 END';
  const checked = `CASE WHEN s = 0 OR (s > 0 AND t < f) OR (s < 0 AND t > f) THEN ${WRONG_STEP} WHEN (t - f) // s >= 10000 THEN ${TOO_MANY} ELSE generate_series(f, t, s) END`;
  return once(from, once(to, once(`CAST(${run} AS BIGINT)`, checked, 's'), 't'), 'f');
}

/** Dates from one to another, up. */
export function datesText(from: string, to: string, unit: string, count: string): string {
  const steps = `date_sub('${unit}', f, t) // ${count}`;
  const days = `list_transform(generate_series(0, ${steps}), lambda n: CAST(f + to_${unit}s(CAST(n * ${count} AS INTEGER)) AS DATE))`;
  const checked = `CASE WHEN f IS NULL OR t IS NULL THEN NULL WHEN t < f THEN ${WRONG_STEP} WHEN ${steps} >= 10000 THEN ${TOO_MANY} ELSE ${days} END`;
  return once(from, once(to, checked, 't'), 'f');
}
