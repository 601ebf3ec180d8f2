import { TemplateError } from '../template.errors.js';
import { HostObject } from './host-object.js';
import { entriesOf, isMapping } from './mapping.js';
import { toRepr } from './text.js';
import { isUndefined } from './undefined.js';

/** The items that Python would iterate over: of a dict its keys, of a string its characters, of an undefined none. */
export function toList(value: unknown): unknown[] {
  if (isUndefined(value)) return [];
  if (Array.isArray(value)) return [...(value as unknown[])];
  if (typeof value === 'string' || value instanceof Set) return [...(value as Iterable<unknown>)];
  if (isMapping(value)) return entriesOf(value).map(([key]) => key);
  if (value instanceof HostObject && value.iterate) return [...value.iterate()];
  throw new TemplateError('type', `${toRepr(value)} is not iterable`);
}

export function isIterable(value: unknown): boolean {
  if (value instanceof HostObject) return value.iterate !== undefined;
  return Array.isArray(value) || typeof value === 'string' || value instanceof Set || isMapping(value);
}
