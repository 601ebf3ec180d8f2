import { TemplateError } from '../template.errors.js';

export type PlainObject = Readonly<Record<string, unknown>>;
export type Mapping = Map<unknown, unknown> | PlainObject;

export function isPlainObject(value: unknown): value is PlainObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isMapping(value: unknown): value is Mapping {
  return value instanceof Map || isPlainObject(value);
}

/** Entries of a dict of the template (a Map) or of the host (a plain object: own properties only). */
export function entriesOf(mapping: Mapping): [unknown, unknown][] {
  if (mapping instanceof Map) return [...mapping];
  const entries = Object.entries(mapping);
  if (changeable.has(mapping)) for (const [, value] of entries) alsoChangeable(value);
  return entries;
}

export function sizeOf(mapping: Mapping): number {
  return mapping instanceof Map ? mapping.size : Object.keys(mapping).length;
}

export const changeable = new WeakSet<object>();

/**
 * Lets templates change a plain object of the host, and those in it, as they change dicts of their own. Without it the host's plain objects
 * can be read only. Lists of the host can always be changed.
 */
export function letChange<T extends object>(value: T): T {
  changeable.add(value);
  return value;
}

export function alsoChangeable(value: unknown): void {
  if (isPlainObject(value)) changeable.add(value);
  else if (Array.isArray(value)) for (const item of value) if (isPlainObject(item)) changeable.add(item);
}

export function writable(mapping: PlainObject): PlainObject {
  if (changeable.has(mapping)) return mapping;
  throw new TemplateError('type', 'this dict belongs to the host and cannot be changed');
}
