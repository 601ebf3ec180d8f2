import { once } from '../dialect/scalar/scalar-signature.js';

/** `a[i]`: from 1; outside of the array it is an error. */
export function elementText(array: string, index: string): string {
  const outside = `error('Array subscript is out of range')`;
  return `list_transform([${array}], lambda a: list_transform([${index}], lambda i: CASE WHEN i < 1 OR i > len(a) THEN ${outside} ELSE a[i] END)[1])[1]`;
}

/** From 1, from the end where it is negative; NULL outside of the array. */
export function elementOrNull(array: string, index: string): string {
  const zero = `error('SQL array indices start at 1')`;
  return `list_transform([${array}], lambda a: list_transform([${index}], lambda i: CASE WHEN i = 0 THEN ${zero} ELSE a[i] END)[1])[1]`;
}

/** Whether a value is among the elements; unknown where it is not, and a NULL is. */
export function containsText(array: string, value: string): string {
  const found = `CASE WHEN a IS NULL OR e IS NULL THEN NULL WHEN list_contains(a, e) THEN TRUE WHEN ${hasNull('a')} THEN NULL ELSE FALSE END`;
  return `list_transform([${array}], lambda a: list_transform([${value}], lambda e: ${found})[1])[1]`;
}

function hasNull(array: string): string {
  return `len(list_filter(${array}, lambda n: n IS NULL)) > 0`;
}

/** The greatest or least element; NULL where one is NULL. */
export function extremeText(name: 'list_max' | 'list_min', array: string): string {
  return `list_transform([${array}], lambda a: CASE WHEN ${hasNull('a')} THEN NULL ELSE ${name}(a) END)[1]`;
}

/** Each element once, in the order of its first. */
export function distinctText(array: string): string {
  return `list_transform([${array}], lambda a: list_filter(a, lambda e, i: list_position(a, e) = i))[1]`;
}

/** What a condition on each element says of all of them: `decisive` ends it, else NULL where it is unknown for one. */
export function matchText(conditions: string, decisive: 'TRUE' | 'FALSE', result: string, otherwise: string): string {
  return once(
    conditions,
    `CASE WHEN d IS NULL THEN NULL WHEN list_contains(d, ${decisive}) THEN ${result} WHEN ${hasNull('d')} THEN NULL ELSE ${otherwise} END`,
  );
}

/** Whole numbers from one to another, up or down. */
export function sequenceText(from: string, to: string, step: string | null): string {
  const many = `error('result of sequence function must not have more than 10000 entries')`;
  const wrong = `error('sequence stop value does not fit its step')`;
  const run = step ?? 'CASE WHEN t >= f THEN 1 ELSE -1 END';
  const checked = `CASE WHEN s = 0 OR (s > 0 AND t < f) OR (s < 0 AND t > f) THEN ${wrong} WHEN (t - f) // s >= 10000 THEN ${many} ELSE generate_series(f, t, s) END`;
  return `list_transform([${from}], lambda f: list_transform([${to}], lambda t: list_transform([CAST(${run} AS BIGINT)], lambda s: ${checked})[1])[1])[1]`;
}

/** Dates from one to another, up. */
export function datesText(from: string, to: string, unit: string, count: string): string {
  const wrong = `error('sequence stop value does not fit its step')`;
  const many = `error('result of sequence function must not have more than 10000 entries')`;
  const steps = `date_sub('${unit}', f, t) // ${count}`;
  const days = `list_transform(generate_series(0, ${steps}), lambda n: CAST(f + to_${unit}s(CAST(n * ${count} AS INTEGER)) AS DATE))`;
  return `list_transform([${from}], lambda f: list_transform([${to}], lambda t: CASE WHEN f IS NULL OR t IS NULL THEN NULL WHEN t < f THEN ${wrong} WHEN ${steps} >= 10000 THEN ${many} ELSE ${days} END)[1])[1]`;
}
