import { Float } from './float.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { isMapping, sizeOf } from './mapping.js';
import { isUndefined } from './undefined.js';

/** Python's truth: nothing, zero and what is empty are false. */
export function isTrue(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return value !== 0;
  if (value === null || isUndefined(value)) return false;
  if (Array.isArray(value)) return value.length > 0 || value instanceof Generator;
  if (value instanceof Float) return value.value !== 0;
  if (typeof value === 'bigint') return value !== 0n;
  if (value instanceof Set) return value.size > 0;
  if (value instanceof HostObject) return value.isTrue?.() ?? true;
  return isMapping(value) ? sizeOf(value) > 0 : true;
}
