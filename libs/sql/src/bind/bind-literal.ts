import { decimalType, MAX_DECIMAL_PRECISION, simpleType, timestampType, varcharType, zonedType } from '../types/trino-type.js';
import type { Binder } from './binder.js';
import type { BoundExpression } from './bound.js';
import { castText, quoteString } from './duckdb-text.js';
import type { SyntaxBody } from '../syntax/syntax-node.js';

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2}(?:\.(\d{1,6}))?)?)?( UTC)?$/;

/** `1.10` -> decimal(3,2): the type is Trino's, and it is written out, because DuckDB reads some literals as other types. */
export function bindLiteral(binder: Binder, body: SyntaxBody, node: unknown, negative = false): BoundExpression {
  const text = String(body['value']);
  const bound = literal(binder, String(body['literal_type']), text, node, negative);
  binder.use('literal', node, bound.type.kind, text);
  return bound;
}

function literal(binder: Binder, kind: string, text: string, node: unknown, negative: boolean): BoundExpression {
  switch (kind) {
    case 'number':
      return numberLiteral(binder, text, node, negative);
    case 'string':
      return stringLiteral(binder, text, node);
    case 'date':
      return dateLiteral(binder, text, node);
    case 'timestamp':
      return timestampLiteral(binder, text, node);
    default:
      throw binder.unsupported(kind.replaceAll('_', ' '), node, text);
  }
}

function numberLiteral(binder: Binder, text: string, node: unknown, negative: boolean): BoundExpression {
  const sign = negative ? '-' : '';
  if (/e/i.test(text)) return typed(`${sign}${text}`, simpleType('double'));
  if (text.includes('.')) return decimalLiteral(binder, text, node, sign);
  const value = BigInt(`${sign}${text}`);
  if (value === BigInt.asIntN(32, value)) return integerLiteral(value);
  if (value !== BigInt.asIntN(64, value)) {
    throw binder.refusal('SQL_OUT_OF_RANGE', `${sign}${text} is larger than a bigint`, node, text);
  }
  return typed(String(value), simpleType('bigint'));
}

/** DuckDB reads the least integer as a negated BIGINT. */
function integerLiteral(value: bigint): BoundExpression {
  const type = simpleType('integer');
  if (value === BigInt(-(2 ** 31))) return typed(String(value), type);
  return { sql: value < 0n ? `(${value})` : String(value), type };
}

/** Leading zeros do not count: 0.10 is a decimal(2,2). */
function decimalLiteral(binder: Binder, text: string, node: unknown, sign: string): BoundExpression {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole.replace(/^0+/, '').length + fraction.length;
  const precision = Math.max(digits, 1);
  if (precision > MAX_DECIMAL_PRECISION) {
    throw binder.refusal('SQL_OUT_OF_RANGE', `${text} has more than ${MAX_DECIMAL_PRECISION} digits`, node, text);
  }
  return typed(`${sign}${whole || '0'}.${fraction || '0'}`, decimalType(precision, fraction.length));
}

function stringLiteral(binder: Binder, text: string, node: unknown): BoundExpression {
  if (text.includes('\0')) throw binder.unsupported('a string with a zero character', node, text);
  return { sql: quoteString(text), type: varcharType(Array.from(text).length) };
}

function dateLiteral(binder: Binder, text: string, node: unknown): BoundExpression {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isDate(text)) {
    throw binder.refusal('SQL_OUT_OF_RANGE', `'${text}' is no date: expected YYYY-MM-DD`, node, text);
  }
  return typed(text, simpleType('date'));
}

function timestampLiteral(binder: Binder, written: string, node: unknown): BoundExpression {
  const match = TIMESTAMP.exec(written);
  const text = written.replace(/ UTC$/, '');
  if (!match || !isDate(text.slice(0, 10)) || Number.isNaN(Date.parse(`${text.slice(0, 10)}T${text.slice(11) || '00:00'}Z`))) {
    throw binder.refusal(
      'SQL_OUT_OF_RANGE',
      `'${written}' is no timestamp: expected YYYY-MM-DD HH:MM:SS, or the same with UTC`,
      node,
      written,
    );
  }
  const precision = match[1]?.length ?? 0;
  return match[2] === undefined ? typed(text, timestampType(precision)) : typed(`${text}+00`, zonedType(precision));
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && !text.startsWith('0000');
}

function typed(text: string, type: BoundExpression['type']): BoundExpression {
  return { sql: castText(quoteString(text), type), type };
}
