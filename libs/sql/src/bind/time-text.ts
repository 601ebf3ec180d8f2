import type { TrinoType, ZonedType } from '../types/trino-type.js';
import { once } from '../dialect/scalar/scalar-signature.js';
import { castText, quoteString } from './duckdb-text.js';

/** A timestamp, half of a unit rounded up, at fewer digits: before 1970, too. */
export function roundedTime(sql: string, digits: number): string {
  if (digits >= 6) return sql;
  const unit = 10 ** (6 - digits);
  const shifted = `(d + ${unit / 2})`;
  return `make_timestamp(${once(`epoch_us(${sql})`, `${shifted} - ((${shifted} % ${unit}) + ${unit}) % ${unit}`)})`;
}

/** `2020-01-02 03:04:05.678`, with as many digits as the type has; years are written with four digits only. */
export function timeText(sql: string, digits: number): string {
  const whole = `strftime(d, '%Y-%m-%d %H:%M:%S${digits > 0 ? '.%f' : ''}')`;
  const text = digits > 0 && digits < 6 ? `left(${whole}, ${20 + digits})` : whole;
  const failure = `error('Cannot write a timestamp of this year')`;
  return once(sql, `CASE WHEN d IS NULL THEN NULL WHEN year(d) BETWEEN 1 AND 9999 THEN ${text} ELSE ${failure} END`);
}

/** The clock's time in the value's own zone; null where the zone is not known. */
export function localTime(sql: string, { zone }: ZonedType): string | null {
  if (zone === null) return null;
  return zone === 'UTC' ? `CAST(${sql} AS TIMESTAMP)` : `timezone(${quoteString(zone)}, ${sql})`;
}

/** The instant at which the clock of the zone shows a time. */
export function instantOf(sql: string, zone: string): string {
  return zone === 'UTC' ? `CAST(${sql} AS TIMESTAMP WITH TIME ZONE)` : `timezone(${quoteString(zone)}, ${sql})`;
}

/** A timestamp, with or without a zone, at the precision of a type. */
export function atPrecision(sql: string, from: number, to: TrinoType): string {
  if (to.kind !== 'timestamp' && to.kind !== 'timestamptz') return castText(sql, to);
  if (from <= to.precision) return sql;
  if (to.kind === 'timestamp') return roundedTime(sql, to.precision);
  return `CAST(${roundedTime(`CAST(${sql} AS TIMESTAMP)`, to.precision)} AS TIMESTAMP WITH TIME ZONE)`;
}
