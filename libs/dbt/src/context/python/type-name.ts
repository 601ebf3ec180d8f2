import { Callable, Float, isMapping, isUndefined, Tuple } from '@weft/jinja';

/** What Python calls the type of a value: `str`, `int`, `NoneType`. */
export function pythonTypeName(value: unknown): string {
  if (value === null) return 'NoneType';
  if (isUndefined(value)) return 'Undefined';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Float) return 'float';
  if (typeof value === 'number' || typeof value === 'bigint') return Number.isInteger(Number(value)) ? 'int' : 'float';
  if (value instanceof Tuple) return 'tuple';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Set) return 'set';
  if (isMapping(value)) return 'dict';
  return value instanceof Callable ? 'function' : 'object';
}
