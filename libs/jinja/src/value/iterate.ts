import { TemplateError } from '../template.errors.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { entriesOf, isMapping } from './mapping.js';
import { typeName } from './type-name.js';
import { isUndefined } from './undefined.js';

/** The items that Python would iterate over: of a dict its keys, of a string its characters, of an undefined none. */
export function toList(value: unknown): unknown[] {
  return [...toItems(value)];
}

/** The same to be read only: a list itself. */
export function toItems(value: unknown, purpose: 'iterate' | 'unpack' | 'contain' = 'iterate'): readonly unknown[] {
  if (Array.isArray(value)) return value instanceof Generator ? value.take() : (value as unknown[]);
  if (isUndefined(value)) return [];
  if (typeof value === 'string' || value instanceof Set) return [...(value as Iterable<unknown>)];
  if (isMapping(value)) return entriesOf(value).map(([key]) => key);
  if (value instanceof HostObject && value.iterate) return value.iterate();
  throw new TemplateError('type', REFUSED[purpose](typeName(value)));
}

const REFUSED = {
  iterate: (type: string) => `'${type}' object is not iterable`,
  unpack: (type: string) => `cannot unpack non-iterable ${type} object`,
  contain: (type: string) => `argument of type '${type}' is not iterable`,
};

export function isIterable(value: unknown): boolean {
  if (value instanceof HostObject) return value.iterate !== undefined;
  return Array.isArray(value) || typeof value === 'string' || value instanceof Set || isMapping(value) || isUndefined(value);
}
