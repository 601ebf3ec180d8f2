import { Float } from './float.js';
import { HostObject } from './host-object.js';
import { entriesOf, isMapping } from './mapping.js';
import { isUndefined } from './undefined.js';

/** Python's truth: nothing, zero and what is empty are false. */
export function isTrue(value: unknown): boolean {
  if (isUndefined(value) || value === null || value === false || value === '') return false;
  if (value instanceof Float) return value.value !== 0;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'bigint') return value !== 0n;
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Set) return value.size > 0;
  if (value instanceof HostObject) return value.isTrue?.() ?? true;
  return isMapping(value) ? entriesOf(value).length > 0 : true;
}
