import { TemplateError } from '../template.errors.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { isMapping, sizeOf } from './plain-mapping.js';
import { lengthOfText } from './python-text.js';
import { typeName } from './type-name.js';
import { isUndefined } from './undefined.js';

/** Python's len(). */
export function lengthOf(value: unknown): number {
  if (isUndefined(value)) return 0;
  if (typeof value === 'string') return lengthOfText(value);
  if (Array.isArray(value) && !(value instanceof Generator)) return value.length;
  if (value instanceof Set) return value.size;
  if (isMapping(value)) return sizeOf(value);
  if (value instanceof HostObject && value.size) return value.size();
  if (value instanceof HostObject && value.iterate) return value.iterate().length;
  throw new TemplateError('type', `object of type '${typeName(value)}' has no len()`);
}
