import { TemplateError } from '../template.errors.js';
import { sameKey } from './equality.js';
import { isFloat } from './float.js';
import { hashable } from './hashable.js';
import { alsoChangeable, changeable, type Mapping, writable } from './plain-mapping.js';
import { Undefined } from './undefined.js';

export { entriesOf, isMapping, isPlainObject, letChange, type Mapping, type PlainObject, sizeOf } from './plain-mapping.js';

export function lookUp(mapping: Mapping, key: unknown): unknown {
  if (mapping instanceof Map) return mapping.get(sameKey(mapping, key));
  if (typeof key !== 'string' || !Object.hasOwn(mapping, key)) return undefined;
  const value = mapping[key];
  if (changeable.has(mapping)) alsoChangeable(value);
  return value;
}

export function hasKey(mapping: Mapping, key: unknown): boolean {
  if (mapping instanceof Map) return mapping.has(sameKey(mapping, key));
  return typeof key === 'string' && Object.hasOwn(mapping, key);
}

/** A dict of a template. */
export function fromEntries(entries: Iterable<readonly [unknown, unknown]>): Map<unknown, unknown> {
  const made = new Map<unknown, unknown>();
  for (const [key, value] of entries) setKey(made, key, value);
  return made;
}

/** Sets a key; a dict of the host must have been given to templates to change. */
export function setKey(mapping: Mapping, key: unknown, value: unknown): void {
  const kept = value === undefined ? new Undefined('value') : value;
  if (mapping instanceof Map) mapping.set(sameKey(mapping, hashable(key)), kept);
  else
    Object.defineProperty(writable(mapping), nameOf(key), { value: kept, writable: true, enumerable: true, configurable: true });
}

export function deleteKey(mapping: Mapping, key: unknown): void {
  if (mapping instanceof Map) mapping.delete(sameKey(mapping, key));
  else Reflect.deleteProperty(writable(mapping), nameOf(key));
}

function nameOf(key: unknown): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'number') return String(key);
  throw new TemplateError('type', `a dict of the host has texts as keys, not ${isFloat(key) ? 'floats' : typeof key}`);
}
