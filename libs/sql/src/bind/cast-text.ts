import { CASTS } from '../dialect/casts.js';
import { once } from '../dialect/scalar/scalar-signature.js';
import { isInteger, isSameType, type TrinoType, zonedType } from '../types/trino-type.js';
import type { BoundExpression } from './bound.js';
import { isReadable, textCast } from './text-casts.js';
import { doubleText } from './double-text.js';
import { castText } from './duckdb-text.js';
import { atPrecision, localTime, timeText } from './time-text.js';

/** CAST of what is no text, or to a text, as Trino does it; null where it cannot be told how. */
export function castSql(operand: BoundExpression, to: TrinoType): string | null {
  const { sql, type: from } = operand;
  switch (from.kind) {
    case 'double':
      return fromDouble(sql, to);
    case 'timestamp':
      return fromTimestamp(sql, from.precision, to);
    case 'array':
      return castArray(operand, to);
    case 'timestamptz':
      return fromZoned(operand, to);
    default:
      return to.kind === 'varchar' ? toText(operand, to.length) : castText(sql, to);
  }
}

/** Element by element. */
function castArray({ sql, type }: BoundExpression, to: TrinoType): string | null {
  if (type.kind !== 'array' || to.kind !== 'array') return null;
  if (isSameType(type, to)) return sql;
  if (type.element.kind === 'unknown') return castText(sql, to);
  const element = castElement({ sql: 'c', type: type.element }, to.element);
  return element && `list_transform(${sql}, lambda c: ${element})`;
}

function castElement(element: BoundExpression, to: TrinoType): string | null {
  const from = element.type.kind;
  if (from === 'varchar' && isReadable(to)) return textCast(element.sql, to, false);
  return from === to.kind || CASTS[from]?.includes(to.kind) ? castSql(element, to) : null;
}

/** Half away from zero; the decimal that is meant is the shortest that reads as the double. */
function fromDouble(sql: string, to: TrinoType): string | null {
  if (isInteger(to)) return castText(`round(${sql})`, to);
  if (to.kind === 'decimal') return castText(`CAST(${sql} AS VARCHAR)`, to);
  if (to.kind === 'varchar') return to.length === null ? doubleText(sql) : null;
  return castText(sql, to);
}

function fromTimestamp(sql: string, digits: number, to: TrinoType): string | null {
  if (to.kind === 'varchar') return fits(to.length, 26) ? timeText(sql, digits) : null;
  if (to.kind === 'timestamp') return atPrecision(sql, digits, to);
  return to.kind === 'timestamptz' ? atPrecision(castText(sql, to), digits, to) : castText(sql, to);
}

function fromZoned({ sql, type }: BoundExpression, to: TrinoType): string | null {
  if (type.kind !== 'timestamptz') return null;
  if (to.kind === 'timestamptz') return atPrecision(sql, type.precision, to);
  const local = localTime(sql, type);
  if (local === null || to.kind !== 'varchar') return local && fromTimestamp(local, type.precision, to);
  if (type.vague || to.length !== null) return null;
  return `CAST(${timeText(local, type.precision)} || ' ${type.zone ?? ''}' AS VARCHAR)`;
}

/** The zone that a value has after a CAST: it keeps its own, and takes the session's where it had none. */
export function castType(from: TrinoType, to: TrinoType): TrinoType {
  return from.kind === 'timestamptz' && to.kind === 'timestamptz' ? zonedType(to.precision, from.zone) : to;
}

const LONGEST: Readonly<Record<string, number>> = { boolean: 5, date: 10 };

/** A text that is too long is cut, a number is an error. */
function toText({ sql, type }: BoundExpression, length: number | null): string | null {
  if (type.kind === 'varchar') return length === null || fits(length, type.length ?? Infinity) ? sql : `left(${sql}, ${length})`;
  const text = `CAST(${sql} AS VARCHAR)`;
  if (fits(length, LONGEST[type.kind] ?? Infinity)) return text;
  if (!isInteger(type)) return null;
  return once(text, `CASE WHEN length(d) > ${length} THEN error('Value cannot be represented as varchar(${length})') ELSE d END`);
}

function fits(length: number | null, longest: number): boolean {
  return length === null || longest <= length;
}
