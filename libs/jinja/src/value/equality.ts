import { isNumeric, Float } from './float.js';
import { HostObject } from './host-object.js';
import { entriesOf, hasKey, isMapping, lookUp, type Mapping } from './mapping.js';
import { Tuple } from './tuple.js';
import { isUndefined } from './undefined.js';

/** Python's `==`: by value and deep; `1 == 1.0 == True`, but `'1' != 1` and a list is no tuple. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (isUndefined(a) || isUndefined(b)) return isUndefined(a) && isUndefined(b);
  if (isNumeric(a) && isNumeric(b)) return comparable(a) == comparable(b);
  if (Array.isArray(a) && Array.isArray(b)) return isEqualList(a, b);
  if (isMapping(a) && isMapping(b)) return isEqualMapping(a, b);
  if (a instanceof HostObject && a.equals) return a.equals(b);
  if (b instanceof HostObject && b.equals) return b.equals(a);
  return a === b;
}

function comparable(value: number | bigint | boolean | Float): number | bigint {
  if (value instanceof Float) return value.value;
  return typeof value === 'boolean' ? Number(value) : value;
}

function isEqualList(a: readonly unknown[], b: readonly unknown[]): boolean {
  const sameKind = a instanceof Tuple === b instanceof Tuple;
  return sameKind && a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
}

function isEqualMapping(a: Mapping, b: Mapping): boolean {
  const entries = entriesOf(a);
  return (
    entries.length === entriesOf(b).length && entries.every(([key, item]) => hasKey(b, key) && isEqual(item, lookUp(b, key)))
  );
}
