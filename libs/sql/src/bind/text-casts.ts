import { renderTrinoType, timestampType, type TrinoType } from '../types/trino-type.js';
import { castText, quoteString } from './duckdb-text.js';
import { atPrecision } from './time-text.js';
import { once } from '../dialect/scalar/scalar-signature.js';

const INTEGER = '\\s*[+-]?[0-9]+\\s*';
const DATE = '\\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\\s*';
const DAY = '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}';
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
  timestamp: `${DAY}( ${TIME})?`,
  timestamptz: `${DAY}( ${TIME})?( UTC)?`,
};

/** What Trino may read and DuckDB does not: an error, even where it is only tried. */
const UNSURE: Readonly<Partial<Record<TrinoType['kind'], string>>> = {
  timestamp: `${DAY} ${TIME}[0-9]+`,
  timestamptz: `${DAY}( ${TIME})?[0-9]* ?[A-Za-z0-9+-].*`,
};

export function isReadable(type: TrinoType): boolean {
  return READABLE[type.kind] !== undefined;
}

/** Whether a text that is written out is one that only Trino reads. */
export function isTrinoText(text: string, type: TrinoType): boolean {
  const unsure = UNSURE[type.kind];
  return unsure !== undefined && !matches(READABLE[type.kind] ?? '', text) && matches(unsure, text);
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(text);
}

/** A text as a value of a type: what Trino does not read is an error, or NULL where it is only tried. */
export function textCast(sql: string, type: TrinoType, tried: boolean): string {
  const pattern = quoteString(READABLE[type.kind] ?? '');
  const failure = `error(${quoteString(`Cannot cast the text to ${renderTrinoType(type)}`)})`;
  const unsure = tried ? UNSURE[type.kind] : undefined;
  const cases = [
    'WHEN d IS NULL THEN NULL',
    `WHEN regexp_full_match(d, ${pattern}) THEN ${valueText(type, tried)}`,
    ...(unsure === undefined ? [] : [`WHEN regexp_full_match(d, ${quoteString(unsure)}) THEN ${failure}`]),
  ];
  return once(sql, `CASE ${cases.join(' ')} ELSE ${tried ? 'NULL' : failure} END`);
}

function valueText(type: TrinoType, tried: boolean): string {
  const text = type.kind === 'timestamptz' ? "replace(trim(d), ' UTC', '')" : 'trim(d)';
  const value = castText(text, type.kind === 'timestamptz' ? timestampType(6) : type);
  const read = tried ? value.replace(/^CAST/, 'TRY_CAST') : value;
  if (type.kind === 'timestamp') return atPrecision(read, 6, type);
  return type.kind === 'timestamptz' ? atPrecision(castText(read, type), 6, type) : read;
}
