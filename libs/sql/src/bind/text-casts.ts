import { renderTrinoType, type TrinoType } from '../types/trino-type.js';
import { castText, quoteString } from './duckdb-text.js';
import { once } from '../dialect/scalar/scalar-signature.js';

const INTEGER = '\\s*[+-]?[0-9]+\\s*';
const DATE = '\\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\\s*';
const TIME = '[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]{1,6})?)?';

/** The texts that Trino reads as a value of a type; DuckDB reads more of them. */
const READABLE: Readonly<Partial<Record<TrinoType['kind'], string>>> = {
  tinyint: INTEGER,
  smallint: INTEGER,
  integer: INTEGER,
  bigint: INTEGER,
  double: '\\s*([+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|NaN|[+-]?Infinity)\\s*',
  decimal: '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?',
  boolean: '(?i)(true|false|t|f|1|0)',
  date: DATE,
  timestamp: `[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}( ${TIME})?`,
};

export function isReadable(type: TrinoType): boolean {
  return READABLE[type.kind] !== undefined;
}

/** A text as a value of a type: what Trino does not read is an error, or NULL where it is only tried. */
export function textCast(sql: string, type: TrinoType, tried: boolean): string {
  const pattern = quoteString(READABLE[type.kind] ?? '');
  const value = castText('trim(d)', type);
  const read = tried ? value.replace(/^CAST/, 'TRY_CAST') : value;
  const other = tried ? 'NULL' : `error(${quoteString(`Cannot cast the text to ${renderTrinoType(type)}`)})`;
  return once(sql, `CASE WHEN d IS NULL THEN NULL WHEN regexp_full_match(d, ${pattern}) THEN ${read} ELSE ${other} END`);
}
