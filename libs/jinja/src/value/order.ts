import { TemplateError } from '../template.errors.js';
import { isEqual } from './equality.js';
import { DictView } from './dict-view.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { isNumeric, toNumber } from './float.js';
import { isMapping } from './mapping.js';
import { Range } from './range.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';
import { isUndefined } from './undefined.js';

/** Negative, zero or positive, as Python orders numbers, strings, lists and tuples; anything else is refused. */
export function compareValues(a: unknown, b: unknown, operator = '<'): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : Number(a > b);
  if (isNumeric(a) && isNumeric(b)) return toNumber(a) - toNumber(b);
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (isOrdered(a) && isOrdered(b) && a instanceof Tuple === b instanceof Tuple) return compareLists(a, b, operator);
  const [direct, reflected] = [a instanceof HostObject && a.compare?.(b), b instanceof HostObject && b.compare?.(a)];
  if (typeof direct === 'number') return direct;
  if (typeof reflected === 'number') return -reflected;
  for (const value of [a, b]) if (isUndefined(value) && value) throw value.fail();
  throw new TemplateError('type', `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

function isOrdered(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && ![Range, DictView, Generator].some((kind) => value instanceof kind);
}

export function isLess(a: unknown, b: unknown, operator = '<'): boolean {
  if (isSetLike(a) && isSetLike(b)) return a.size < b.size && [...a].every((item) => b.has(item));
  return ordered(a, b, operator) < 0;
}

export function isAtMost(a: unknown, b: unknown, operator = '<='): boolean {
  if (isSetLike(a) && isSetLike(b)) return [...a].every((item) => b.has(item));
  return ordered(a, b, operator) <= 0;
}

/** Messages name the operands as they stand in the template: of `a > b` the order here is turned round. */
function ordered(a: unknown, b: unknown, operator: string): number {
  return operator.startsWith('>') ? -compareValues(b, a, operator) : compareValues(a, b, operator);
}

function isSetLike(value: unknown): value is Set<unknown> {
  return value instanceof Set && !isMapping(value);
}

/** By code points, which UTF-16 puts in another order where surrogates stand against the last of the basic plane. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1;
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((char, index) => char !== right[index]);
  if (at < 0) return -1;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}

const SURROGATE = /[\ud800-\udfff]/;

function compareLists(a: readonly unknown[], b: readonly unknown[], operator: string): number {
  const index = a.findIndex((item, i) => i >= b.length || !isEqual(item, b[i]));
  return index === -1 || index >= b.length ? a.length - b.length : compareValues(a[index], b[index], operator);
}
