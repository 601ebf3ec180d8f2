import { entriesOf, isMapping, toText } from '@weft/jinja';

/** A dict of a template as a record, at any depth; anything else as it is. */
export function recordOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(recordOf);
  if (!isMapping(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [toText(key), recordOf(item)]));
}

/** dbt's deep_merge of two: records are merged, anything else of `over` replaces. */
export function mergeDeep(base: unknown, over: unknown): unknown {
  if (!isMapping(base) || !isMapping(over)) return over;
  const merged = new Map(entriesOf(base).map(([key, value]) => [toText(key), value]));
  for (const [key, value] of entriesOf(over)) {
    const name = toText(key);
    merged.set(name, merged.has(name) ? mergeDeep(merged.get(name), value) : value);
  }
  return Object.fromEntries(merged);
}
