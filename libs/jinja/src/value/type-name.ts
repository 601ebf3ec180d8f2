import { Range } from './range.js';
import { DictView } from './dict-view.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { isFloat } from './float.js';
import { isMapping } from './plain-mapping.js';
import { Tuple } from './tuple.js';
import { isUndefined } from './undefined.js';

/** Python's name of a value's type. */
export function typeName(value: unknown): string {
  if (value === null) return 'NoneType';
  if (isUndefined(value)) return 'Undefined';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (isFloat(value)) return 'float';
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  if (Array.isArray(value)) return sequenceName(value);
  if (value instanceof Set) return 'set';
  if (isMapping(value)) return 'dict';
  if (value instanceof HostObject) return (value.typeName ?? value.constructor.name).replace(/ object$/, '');
  return typeof value === 'object' && value instanceof Date ? 'datetime' : 'function';
}

function sequenceName(value: readonly unknown[]): string {
  if (value instanceof Generator) return 'generator';
  if (value instanceof DictView) return `dict_${value.kind}`;
  if (value instanceof Range) return 'range';
  return value instanceof Tuple ? 'tuple' : 'list';
}

/** What messages call an object: `'dict object'`, `'None'`. */
export function describe(value: unknown): string {
  if (value === null) return 'None';
  return value instanceof HostObject && value.typeName ? value.typeName : `${typeName(value)} object`;
}
