import { castKey } from '../dialect/allow-list.js';
import { isBody, type SyntaxBody } from '../syntax/syntax-node.js';
import {
  commonType,
  decimalType,
  isSameType,
  simpleType,
  timestampType,
  type TrinoType,
  varcharType,
} from '../types/trino-type.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';
import { castText, isSameDuckdbType } from './duckdb-text.js';
import { isReadable, textCast } from './text-casts.js';

/** The parser's names of the types a CAST may name. */
const NAMES = {
  boolean: 'boolean',
  tiny_int: 'tinyint',
  small_int: 'smallint',
  int: 'integer',
  big_int: 'bigint',
  double: 'double',
  date: 'date',
} as const;

/** CAST, and TRY_CAST, whose value is NULL where CAST would fail. */
export function bindCast(binder: Binder, value: SyntaxBody, place: Place, tried: boolean): BoundExpression {
  const body = binder.body(value, ['this', 'to'], 'CAST');
  const operand = binder.expression(body['this'], place);
  const type = readType(binder, body['to'], value);
  if (widensInPlace(operand.type, type)) return { sql: operand.sql, type };
  if (type.kind === 'varchar' && type.length !== null && operand.type.kind !== 'varchar') {
    throw binder.unsupported(`CAST ${operand.type.kind} to a varchar with a length`, value, 'cast');
  }
  if (operand.type.kind === 'varchar' && isReadable(type)) {
    if (type.kind === 'decimal' && !hasPrecision(body['to']))
      throw binder.unsupported('DECIMAL without a precision', value, 'decimal');
    binder.use(`${tried ? 'TRY_CAST' : 'CAST'} varchar to ${type.kind}`, value, undefined, 'cast');
    if (type.kind === 'timestamp' && type.precision < 6)
      throw binder.unsupported('CAST varchar to a timestamp of less than 6 digits', value, 'cast');
    return { sql: textCast(operand.sql, type, tried), type };
  }
  if (tried) throw binder.unsupported(`TRY_CAST ${operand.type.kind} to ${type.kind}`, value, 'try_cast');
  binder.use(castKey(operand.type.kind, type.kind), value, undefined, 'cast');
  return {
    sql: type.kind === 'varchar' && operand.type.kind === 'varchar' ? cutText(operand, type) : castText(operand.sql, type),
    type,
  };
}

/** Whether every value stays as it is, and DuckDB's type, too. */
function widensInPlace(from: TrinoType, to: TrinoType): boolean {
  const common = commonType(from, to);
  return from.kind !== 'varchar' && common !== null && isSameType(common, to) && isSameDuckdbType(from, to);
}

/** Trino cuts a text that is too long for the type. */
function cutText(operand: BoundExpression, type: TrinoType): string {
  const from = operand.type.kind === 'varchar' ? operand.type.length : null;
  const to = type.kind === 'varchar' ? type.length : null;
  if (to === null || (from !== null && from <= to)) return operand.sql;
  return `left(${operand.sql}, ${to})`;
}

function readType(binder: Binder, value: unknown, node: unknown): TrinoType {
  const type = isBody(value) ? value : {};
  const name = String(type['data_type']);
  const known = ['data_type', 'precision', 'scale', 'length', 'timezone', 'integer_spelling', 'real_spelling'];
  binder.body(type, known, 'CAST');
  const [precision, scale, length] = [type['precision'], type['scale'], type['length']].map(readSize);
  if (type['timezone'] !== true) {
    if (isSimple(name)) return simpleType(NAMES[name]);
    if (name === 'var_char') return varcharType(length ?? null);
    if (name === 'decimal' && isDecimal(precision ?? 38, scale ?? 0)) return decimalType(precision ?? 38, scale ?? 0);
    if (name === 'timestamp' && (precision ?? 3) <= 6) return timestampType(precision ?? 3);
  }
  throw binder.unsupported(`CAST to ${name.replaceAll('_', ' ')}`, node, 'cast');
}

function isSimple(name: string): name is keyof typeof NAMES {
  return name in NAMES;
}

function isDecimal(precision: number, scale: number): boolean {
  return precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
}

/** The parser writes `DECIMAL '1.10'`, whose digits are its type, as a CAST to a decimal of no precision. */
function hasPrecision(type: unknown): boolean {
  return isBody(type) && typeof type['precision'] === 'number';
}

function readSize(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
