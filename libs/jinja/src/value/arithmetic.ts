import { TemplateError } from '../template.errors.js';
import { Float, isFloat, isNumeric, type Numeric, toInteger, toNumber } from './float.js';
import { HostObject } from './host-object.js';
import { formatPercent } from './percent-format.js';
import { toRepr } from './text.js';
import { Tuple } from './tuple.js';
import { Undefined } from './undefined.js';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** Python's arithmetic, also where it means strings and lists: `'ab' * 2`, `[1] + [2]`, `'%s' % x`. */
export function applyOperator(operator: BinaryOperator, a: unknown, b: unknown): unknown {
  for (const operand of [a, b]) if (operand instanceof Undefined) throw operand.fail();
  if (operator === '%' && typeof a === 'string') return formatPercent(a, b);
  if (isNumeric(a) && isNumeric(b)) return applyNumeric(operator, a, b);
  const own = ofHost(operator, a, b);
  if (own !== undefined) return own;
  if (operator === '+') return join(a, b);
  if (operator === '*' && isNumeric(b) && !isFloat(b)) return repeat(a, toNumber(b));
  if (operator === '*' && isNumeric(a) && !isFloat(a)) return repeat(b, toNumber(a));
  throw unsupported(operator, a, b);
}

function ofHost(operator: BinaryOperator, a: unknown, b: unknown): unknown {
  const direct = a instanceof HostObject ? a.operate?.(operator, b, false) : undefined;
  return direct ?? (b instanceof HostObject ? b.operate?.(operator, a, true) : undefined);
}

export function negate(value: unknown): unknown {
  if (value instanceof HostObject && value.negate) return value.negate();
  if (!isNumeric(value)) throw new TemplateError('type', `bad operand for unary -: ${toRepr(value)}`);
  return applyNumeric('-', 0, value);
}

function applyNumeric(operator: BinaryOperator, a: Numeric, b: Numeric): number | bigint | Float {
  if (['/', '//', '%'].includes(operator) && toNumber(b) === 0) throw new TemplateError('type', 'division by zero');
  const negativePower = operator === '**' && toNumber(b) < 0;
  if (operator === '/' || negativePower || isFloat(a) || isFloat(b)) {
    return new Float(floatResult(operator, toNumber(a), toNumber(b)));
  }
  return toInteger(integerResult(operator, BigInt(a as number), BigInt(b as number)));
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
      return Math.floor(a / b);
    case '%':
      return a - b * Math.floor(a / b);
    case '**':
      return a ** b;
  }
}

function integerResult(operator: Exclude<BinaryOperator, '/'> | '/', a: bigint, b: bigint): bigint {
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
      return a ** b;
  }
}

function join(a: unknown, b: unknown): unknown {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (a instanceof Tuple && b instanceof Tuple) return Tuple.fromItems([...a, ...b]);
  if (Array.isArray(a) && Array.isArray(b) && !(a instanceof Tuple) && !(b instanceof Tuple)) {
    return [...(a as unknown[]), ...(b as unknown[])];
  }
  throw unsupported('+', a, b);
}

function repeat(value: unknown, times: number): unknown {
  const count = Math.max(0, times);
  if (typeof value === 'string') return value.repeat(count);
  if (Array.isArray(value)) return Array.from({ length: count }, () => value as unknown[]).flat(1);
  throw unsupported('*', value, times);
}

function unsupported(operator: string, a: unknown, b: unknown): TemplateError {
  return new TemplateError('type', `unsupported operands for ${operator}: ${toRepr(a)} and ${toRepr(b)}`);
}
