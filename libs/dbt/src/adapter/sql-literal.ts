import { Float, isNumeric, isUndefined, toText } from '@weft/jinja';
import { PyDate } from '../context/python/py-date.js';
import { PyDateTime } from '../context/python/py-date-time.js';
import { PyDecimal } from '../context/python/py-decimal.js';

/** A value as a literal of SQL; quotes in it are doubled. */
export function sqlLiteral(value: unknown): string {
  if (value === null || isUndefined(value)) return 'NULL';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof PyDecimal) return value.special === null ? value.toString() : `'${value.toString()}'`;
  if (value instanceof Float || isNumeric(value)) return toText(value);
  if (value instanceof PyDateTime) return `TIMESTAMP '${value.toString()}'`;
  if (value instanceof PyDate) return `DATE '${value.toString()}'`;
  return `'${toText(value).replaceAll("'", "''")}'`;
}
