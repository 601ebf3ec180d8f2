import { DictView } from './dict-view.js';
import { isNumeric, Float } from './float.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { entriesOf, isMapping, type Mapping, sizeOf } from './plain-mapping.js';
import { Range } from './range.js';
import { Tuple } from './tuple.js';
import { isUndefined } from './undefined.js';

/** Python's `==`: by value and deep; `1 == 1.0 == True`, but `'1' != 1` and a list is no tuple. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (isNumeric(a) && isNumeric(b)) return comparable(a) == comparable(b);
  if (isUndefined(a) || isUndefined(b)) return isUndefined(a) && isUndefined(b);
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return isEqualList(a, b);
  if (isMapping(a) && isMapping(b)) return isEqualMapping(a, b);
  if (a instanceof HostObject && a.equals) return a.equals(b);
  if (b instanceof HostObject && b.equals) return b.equals(a);
  return isSet(a) && isSet(b) && isEqualSet(a, b);
}

function comparable(value: number | bigint | boolean | Float): number | bigint {
  if (value instanceof Float) return value.value;
  return typeof value === 'boolean' ? Number(value) : value;
}

function isEqualList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (a instanceof Generator) return false;
  if (a instanceof DictView) return a.kind !== 'values' && isEqualSet(a, b);
  return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
}

function kindOf(list: readonly unknown[]): unknown {
  if (list instanceof Generator) return Generator;
  if (list instanceof DictView) return list.kind;
  return list instanceof Tuple ? Tuple : list instanceof Range ? Range : Array;
}

function isSet(value: unknown): value is Set<unknown> {
  return value instanceof Set || (value instanceof DictView && value.kind !== 'values');
}

function isEqualSet(a: Iterable<unknown>, b: Iterable<unknown>): boolean {
  const [left, right] = [[...a], [...b]];
  return left.length === right.length && left.every((item) => right.some((other) => isEqual(item, other)));
}

function isEqualMapping(a: Mapping, b: Mapping): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  const others = b instanceof Map ? b : new Map<unknown, unknown>(entriesOf(b));
  return entriesOf(a).every(([key, item]) => {
    const same = sameKey(others, key);
    return others.has(same) && isEqual(item, others.get(same));
  });
}

/** The key of a Map that Python takes for the same: `1`, `1.0` and `True` are one key, tuples are compared by their items. */
export function sameKey(mapping: Map<unknown, unknown>, key: unknown): unknown {
  if (typeof key === 'string' || mapping.has(key)) return key;
  for (const other of mapping.keys()) if (typeof other !== 'string' && isEqual(other, key)) return other;
  return key;
}
