import { Float } from './float.js';
import { entriesOf, isMapping } from './mapping.js';
import { toText } from './text.js';
import { isUndefined } from './undefined.js';

/** A template's value as plain data of JavaScript, for the host: dicts become objects, floats numbers, undefined null. */
export function toPlain(value: unknown): unknown {
  if (value instanceof Float) return value.value;
  if (isUndefined(value)) return null;
  if (Array.isArray(value) || value instanceof Set) return [...(value as Iterable<unknown>)].map(toPlain);
  if (isMapping(value)) return Object.fromEntries(entriesOf(value).map(([key, item]) => [toText(key), toPlain(item)]));
  return value;
}
