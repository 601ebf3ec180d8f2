import { isEqual } from '@weft/jinja';

/** Whether two parts of a manifest are equal; a field that is null and one that is absent are the same. */
export function isSame(left: unknown, right: unknown): boolean {
  return isEqual(withoutNulls(left ?? null), withoutNulls(right ?? null));
}

export function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const others = new Set(right);
  return new Set(left).size === others.size && left.every((item) => others.has(item));
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(said.map(([key, item]) => [key, withoutNulls(item)]));
}
