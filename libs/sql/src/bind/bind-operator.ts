import { movedBy } from '../dialect/scalar/date-signatures.js';
import { isBody, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import {
  asDecimal,
  commonType,
  decimalType,
  isNumeric,
  MAX_DECIMAL_PRECISION,
  simpleType,
  timestampType,
  type TrinoType,
  varcharType,
} from '../types/trino-type.js';
import { concatArrays } from './array-functions.js';
import type { Binder, Place } from './binder.js';
import { bindLiteral } from './bind-literal.js';
import type { BoundExpression } from './bound.js';
import { type DecimalOperand, quotientText, quotientType } from './decimal-division.js';
import { castText, nonZero } from './duckdb-text.js';

/** The parser's names of the arithmetic operators. */
export const ARITHMETIC: Readonly<Record<string, string>> = { add: '+', sub: '-', mul: '*', div: '/', mod: '%' };

const OPERANDS = ['left', 'right'];

/** `a / b`: both sides brought to Trino's type, each type with its own text. */
export function bindArithmetic(binder: Binder, kind: string, value: SyntaxBody, place: Place): BoundExpression {
  const operator = ARITHMETIC[kind] ?? kind;
  const body = binder.body(value, OPERANDS, operator);
  assertNoConcat(binder, body, operator);
  const moved = bindInterval(binder, operator, body, place);
  if (moved) return moved;
  const left = binder.expression(body['left'], place);
  const right = binder.expression(body['right'], place);
  const type = isNumeric(left.type) && isNumeric(right.type) ? commonType(left.type, right.type) : null;
  if (!type) throw binder.mismatch(`'${operator}'`, [left.type, right.type], value, operator);
  binder.use(operator, value, type.kind);
  if (type.kind === 'decimal') return decimalArithmetic(binder, operator, left, right, value);
  const a = binder.coerce(left, type, value).sql;
  const b = binder.coerce(right, type, value).sql;
  return { sql: arithmeticText(operator, a, b, type), type };
}

function arithmeticText(operator: string, a: string, b: string, type: TrinoType): string {
  if (type.kind === 'double') return `(${a} ${operator} ${b})`;
  if (operator === '/') return `(${a} // ${nonZero(b)})`;
  if (operator === '%') return `(${a} % ${nonZero(b)})`;
  return `(${a} ${operator} ${b})`;
}

function decimalArithmetic(
  binder: Binder,
  operator: string,
  a: BoundExpression,
  b: BoundExpression,
  node: unknown,
): BoundExpression {
  const left = asDecimal(a.type);
  const right = asDecimal(b.type);
  if (operator === '/') return divideDecimals(binder, { ...left, sql: a.sql }, { ...right, sql: b.sql }, node);
  if (operator === '%') return decimalRemainder(binder, a, b, node);
  const scale = operator === '*' ? left.scale + right.scale : Math.max(left.scale, right.scale);
  const whole = Math.max(left.precision - left.scale, right.precision - right.scale);
  const precision = operator === '*' ? left.precision + right.precision : whole + scale + 1;
  if (precision > MAX_DECIMAL_PRECISION) throw binder.unsupported(`'${operator}' beyond 38 digits`, node, operator);
  const type = decimalType(precision, scale);
  const wide = operator === '*' ? null : type;
  const side = (value: BoundExpression, own: { precision: number; scale: number }) =>
    binder.coerce(value, wide ?? decimalType(own.precision, own.scale), node).sql;
  return { sql: castText(`${side(a, left)} ${operator} ${side(b, right)}`, type), type };
}

function divideDecimals(binder: Binder, a: DecimalOperand, b: DecimalOperand, node: unknown): BoundExpression {
  const type = quotientType(a, b);
  if (type?.kind !== 'decimal') throw binder.unsupported("'/' of decimals of so many digits", node, '/');
  return { sql: quotientText(a, b, type), type };
}

function decimalRemainder(binder: Binder, a: BoundExpression, b: BoundExpression, node: unknown): BoundExpression {
  const common = commonType(a.type, b.type);
  if (!common) throw binder.unsupported("'%' of decimals of so many digits", node, '%');
  const [left, right] = [asDecimal(a.type), asDecimal(b.type)];
  const scale = Math.max(left.scale, right.scale);
  const type = decimalType(Math.min(left.precision - left.scale, right.precision - right.scale) + scale, scale);
  const sides = [a, b].map((side) => binder.coerce(side, common, node).sql);
  return { sql: castText(`${sides[0]} % ${nonZero(sides[1] ?? '')}`, type), type };
}

const INTERVAL_UNITS = ['second', 'minute', 'hour', 'day', 'month', 'year'];

/** A date or a timestamp, plus or minus an interval that is written out. */
function bindInterval(binder: Binder, operator: string, body: SyntaxBody, place: Place): BoundExpression | null {
  const [left, right] = [readNode(body['left']), readNode(body['right'])];
  if (!['+', '-'].includes(operator)) return null;
  const swapped = operator === '+' && left?.kind === 'interval';
  const interval = swapped ? left : right;
  if (interval?.kind !== 'interval') return null;
  const { unit, count } = readInterval(binder, interval.body);
  const value = binder.expression(swapped ? body['right'] : body['left'], place);
  const isClock = value.type.kind === 'timestamp' || value.type.kind === 'timestamptz';
  const fits = isClock || (value.type.kind === 'date' && ['day', 'month', 'year'].includes(unit));
  if (!fits) throw binder.unsupported(`${value.type.kind} ${operator} an interval of ${unit}s`, body, operator);
  binder.use('INTERVAL', body, value.type.kind, 'interval');
  const sql = movedBy({ ...value, text: null }, `${operator === '-' ? '-' : ''}${count}`, unit);
  if (sql === null) throw binder.unsupported(`${operator} an interval in a zone other than UTC`, body, operator);
  const isFine = isClock && !['month', 'year'].includes(unit);
  return { sql, type: isFine ? (commonType(value.type, timestampType(3)) ?? value.type) : value.type };
}

export function readInterval(binder: Binder, value: SyntaxBody): { unit: string; count: string } {
  const body = binder.body(value, ['this', 'unit'], 'INTERVAL');
  const unit = isBody(body['unit']) && body['unit']['type'] === 'simple' ? String(body['unit']['unit']).toLowerCase() : '';
  const literal = readNode(body['this']);
  const count = literal?.kind === 'literal' ? String(literal.body['value']) : '';
  if (!INTERVAL_UNITS.includes(unit) || !/^\d{1,9}$/.test(count)) throw binder.unsupported('this interval', value, 'interval');
  return { unit, count };
}

/** `-1` is a literal to Trino, so that the least bigint can be written. */
export function bindNegation(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this'], 'unary -');
  const inner = readNode(body['this']);
  if (inner?.kind === 'literal' && inner.body['literal_type'] === 'number') return bindLiteral(binder, inner.body, value, true);
  const operand = binder.expression(body['this'], place);
  if (!isNumeric(operand.type)) throw binder.mismatch(`'-'`, [operand.type], value, '-');
  binder.use('unary -', value, operand.type.kind, '-');
  return { sql: `(- ${operand.sql})`, type: operand.type };
}

export function bindConcat(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, OPERANDS, '||');
  const sides = OPERANDS.map((side) => {
    const kind = readNode(body[side])?.kind ?? '';
    if (kind in ARITHMETIC) throw precedence(binder, value, '||');
    return binder.expression(body[side], place);
  });
  const arrays = sides[0]?.type.kind === 'array' ? concatArrays(binder, sides, value) : null;
  if (arrays) {
    binder.use('concat(array)', value, undefined, '||');
    return arrays;
  }
  for (const side of sides) {
    if (side.type.kind !== 'varchar')
      throw binder.mismatch(
        `'||'`,
        sides.map((each) => each.type),
        value,
        '||',
      );
    binder.use('||', value, side.type.kind);
  }
  const type = varcharType(null);
  return { sql: castText(sides.map((side) => side.sql).join(' || '), type), type };
}

/** Trino binds || looser than + and -, the parser does not: without parentheses they would mean different things. */
function assertNoConcat(binder: Binder, body: SyntaxBody, operator: string): void {
  if (OPERANDS.some((side) => readNode(body[side])?.kind === 'concat')) throw precedence(binder, body, operator);
}

function precedence(binder: Binder, node: unknown, operator: string): Error {
  return binder.refusal(
    'SQL_NOT_SUPPORTED',
    `'||' beside arithmetic without parentheses is not supported`,
    node,
    operator,
    'Write parentheses.',
  );
}

/** AND, OR. */
export function bindLogical(binder: Binder, operator: 'AND' | 'OR', value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, OPERANDS, operator);
  binder.use(operator, value);
  const sides = OPERANDS.map((side) =>
    binder.coerce(asBoolean(binder, body[side], place, operator), simpleType('boolean'), value),
  );
  return { sql: `(${sides.map((side) => side.sql).join(` ${operator} `)})`, type: simpleType('boolean') };
}

export function bindNot(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this'], 'NOT');
  binder.use('NOT', value);
  const operand = binder.coerce(asBoolean(binder, body['this'], place, 'NOT'), simpleType('boolean'), value);
  return { sql: `(NOT ${operand.sql})`, type: operand.type };
}

/** A condition: boolean, or a bare NULL. */
export function asBoolean(binder: Binder, node: unknown, place: Place, where: string): BoundExpression {
  const bound = binder.expression(node, place);
  if (bound.type.kind === 'boolean') return bound;
  if (bound.type.kind === 'unknown') return binder.coerce(bound, simpleType('boolean'), node);
  throw binder.mismatch(where, [bound.type], node, where);
}
