import { TemplateError } from '../template.errors.js';
import { DictView } from './dict-view.js';
import { Float, isFloat, isNumeric, type Numeric, toInteger, toNumber } from './float.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { isEqual } from './equality.js';
import { formatPercent } from './percent-format.js';
import { Range } from './range.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';
import { Undefined } from './undefined.js';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** Python's `+`, quickly where both are texts or small integers. */
export function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
  }
  return applyOperator('+', a, b);
}

/** Python's arithmetic, also where it means strings and lists: `'ab' * 2`, `[1] + [2]`, `'%s' % x`. */
export function applyOperator(operator: BinaryOperator, a: unknown, b: unknown): unknown {
  if (a instanceof Undefined) throw a.fail();
  if (operator === '%' && typeof a === 'string') return formatPercent(a, b);
  if (b instanceof Undefined) throw b.fail();
  if (isNumeric(a) && isNumeric(b)) return applyNumeric(operator, a, b);
  const own = ofHost(operator, a, b);
  if (own !== undefined) return own;
  if (operator === '+') return join(a, b);
  if (operator === '*' && isNumeric(b) && !isFloat(b)) return repeat(a, b);
  if (operator === '*' && isNumeric(a) && !isFloat(a)) return repeat(b, a);
  if (operator === '-' && a instanceof Set && b instanceof Set) return difference(a, b);
  throw unsupported(operator, a, b);
}

function difference(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): Set<unknown> {
  return new Set([...a].filter((item) => ![...b].some((other) => isEqual(item, other))));
}

function ofHost(operator: BinaryOperator, a: unknown, b: unknown): unknown {
  const direct = a instanceof HostObject ? a.operate?.(operator, b, false) : undefined;
  return direct ?? (b instanceof HostObject ? b.operate?.(operator, a, true) : undefined);
}

export function negate(value: unknown): unknown {
  if (value instanceof HostObject && value.negate) return value.negate();
  if (value instanceof Undefined) throw value.fail();
  if (!isNumeric(value)) throw new TemplateError('type', `bad operand type for unary -: '${typeName(value)}'`);
  if (isFloat(value)) return new Float(-toNumber(value));
  return applyNumeric('-', 0, value);
}

export function positive(value: unknown): unknown {
  if (value instanceof Undefined) throw value.fail();
  if (value instanceof HostObject) return value;
  if (!isNumeric(value)) throw new TemplateError('type', `bad operand type for unary +: '${typeName(value)}'`);
  return typeof value === 'boolean' ? Number(value) : value;
}

function applyNumeric(operator: BinaryOperator, a: Numeric, b: Numeric): number | bigint | Float {
  const isDivision = operator === '/' || operator === '//' || operator === '%';
  if (isDivision && toNumber(b) === 0) throw zeroDivision(operator, isFloat(a) || isFloat(b));
  const negativePower = operator === '**' && toNumber(b) < 0;
  if (negativePower && toNumber(a) === 0) throw new TemplateError('type', '0.0 cannot be raised to a negative power');
  if (operator === '/' && (typeof a === 'bigint' || typeof b === 'bigint') && !isFloat(a) && !isFloat(b)) {
    return new Float(quotient(BigInt(a as number), BigInt(b as number)));
  }
  if (operator === '/' || negativePower || isFloat(a) || isFloat(b)) {
    return new Float(floatResult(operator, toNumber(a), toNumber(b)));
  }
  return toInteger(integerResult(operator, BigInt(a as number), BigInt(b as number)));
}

/** The nearest float to the quotient of integers of any size. */
function quotient(a: bigint, b: bigint): number {
  const isNegative = a < 0n !== b < 0n;
  const [top, bottom] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const shift = Math.max(0, bottom.toString(2).length - top.toString(2).length + 66);
  const scaled = top << BigInt(shift);
  const whole = scaled / bottom;
  const value = Number(scaled % bottom === 0n ? whole : whole | 1n) / 2 ** Math.min(shift, 1000) / 2 ** Math.max(0, shift - 1000);
  return isNegative ? -value : value;
}

function zeroDivision(operator: BinaryOperator, withFloat: boolean): TemplateError {
  if (operator === '/') return new TemplateError('type', withFloat ? 'float division by zero' : 'division by zero');
  const whole = operator === '%' ? 'integer modulo by zero' : 'integer division or modulo by zero';
  const float = operator === '%' ? 'float modulo' : 'float floor division by zero';
  return new TemplateError('type', withFloat ? float : whole);
}

function floatResult(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return floorQuotient(a, b);
    case '%':
      return floatRemainder(a, b);
    case '**':
      if (a < 0 && !Number.isInteger(b)) throw new TemplateError('type', 'complex numbers are not supported');
      return a ** b;
  }
}

function floorQuotient(a: number, b: number): number {
  const whole = Math.round((a - floatRemainder(a, b)) / b);
  return whole === 0 ? (a / b < 0 || Object.is(a / b, -0) ? -0 : 0) : whole;
}

/** With the sign of the divisor. */
function floatRemainder(a: number, b: number): number {
  const remainder = a % b;
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
}

/** How many bits the result of a power may have: more would stop the process. */
const MOST_BITS = 1_000_000n;

function integerResult(operator: BinaryOperator, a: bigint, b: bigint): bigint {
  const remainder = operator === '//' || operator === '%' ? ((a % b) + b) % b : 0n;
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '%':
      return remainder;
    case '/':
    case '//':
      return (a - remainder) / b;
    case '**':
      if (BigInt(a.toString(2).length) * b > MOST_BITS) throw new TemplateError('security', 'this power is too large');
      return a ** b;
  }
}

function join(a: unknown, b: unknown): unknown {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (a instanceof Tuple && b instanceof Tuple) return Tuple.fromItems([...a, ...b]);
  if (isList(a) && isList(b)) return [...a, ...b];
  if (typeof a === 'string') throw new TemplateError('type', `can only concatenate str (not "${typeName(b)}") to str`);
  if (isList(a)) throw new TemplateError('type', `can only concatenate list (not "${typeName(b)}") to list`);
  if (a instanceof Tuple) throw new TemplateError('type', `can only concatenate tuple (not "${typeName(b)}") to tuple`);
  throw unsupported('+', a, b);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && ![Tuple, DictView, Range, Generator].some((kind) => value instanceof kind);
}

/** How many characters or items a repetition may make. */
const MOST_ITEMS = 100_000_000;

function repeat(value: unknown, times: Numeric): unknown {
  const count = Math.max(0, toNumber(times));
  const isTuple = value instanceof Tuple;
  if (typeof value !== 'string' && !isTuple && !isList(value)) throw unsupported('*', value, times);
  if (value.length * count > MOST_ITEMS) throw new TemplateError('security', 'this repetition is too long');
  if (typeof value === 'string') return value.repeat(count);
  const items = Array.from({ length: count }, () => [...value]).flat(1);
  return isTuple ? Tuple.fromItems(items) : items;
}

function unsupported(operator: string, a: unknown, b: unknown): TemplateError {
  const shown = operator === '**' ? '** or pow()' : operator;
  return new TemplateError('type', `unsupported operand type(s) for ${shown}: '${typeName(a)}' and '${typeName(b)}'`);
}
