import { castText, quoteString } from '../../bind/duckdb-text.js';
import { instantOf, localTime } from '../../bind/time-text.js';
import { simpleType, timestampType, type TrinoType, type TypeKind, varcharType, zonedType } from '../../types/trino-type.js';
import { once, type ScalarArgument, type ScalarSignature } from './scalar-signature.js';
import { zoneOf } from './zone.js';

const bigint = (): TrinoType => simpleType('bigint');
const date = (): TrinoType => simpleType('date');
const last = (args: readonly ScalarArgument[]): TrinoType => args.at(-1)?.type ?? date();
const TIMES = ['date', 'timestamp', 'timestamptz'] as const;

/** Units of dates, and those that only times of day have. */
const CLOCKS = ['timestamp', 'timestamptz'] as const;
const DATE_UNITS = ['day', 'week', 'month', 'quarter', 'year'];
const UNITS = ['millisecond', 'second', 'minute', 'hour', ...DATE_UNITS];

function unitOf([unit]: readonly ScalarArgument[], type: TrinoType): string | null {
  const name = unit?.text?.toLowerCase() ?? '';
  return (type.kind === 'date' ? DATE_UNITS : UNITS).includes(name) ? name : null;
}

/** What the clock shows: the value itself, or its time in its own zone; null where that is not known. */
function clock(value: ScalarArgument | undefined): string | null {
  if (!value) return null;
  return value.type.kind === 'timestamptz' ? localTime(value.sql, value.type) : value.sql;
}

/** Computes with the clock of UTC; other zones have days of 23 hours. */
function onClock({ sql, type }: ScalarArgument, compute: (sql: string) => string): string | null {
  if (type.kind !== 'timestamptz') return castText(compute(sql), type);
  return type.zone === 'UTC' ? castText(compute(localTime(sql, type) ?? ''), type) : null;
}

/** `x` moved by some units; months stop at the end of a shorter month, as in Trino. */
export function movedBy(value: ScalarArgument, count: string, unit: string): string | null {
  const [times, single] = unit === 'week' ? [7, 'day'] : unit === 'quarter' ? [3, 'month'] : [1, unit];
  const amount = times === 1 ? `(${count})` : `(${times} * (${count}))`;
  const type = single === 'millisecond' ? 'DOUBLE' : DATE_UNITS.includes(single) ? 'INTEGER' : 'BIGINT';
  return onClock(value, (sql) => `${sql} + to_${single}s(CAST(${amount} AS ${type}))`);
}

function addText(args: readonly ScalarArgument[]): string | null {
  const value = args[2];
  const unit = value && unitOf(args, value.type);
  return value && unit ? movedBy(value, args[1]?.sql ?? '0', unit) : null;
}

/** Whole units between the two: DuckDB's date_sub, not its date_diff, which counts the boundaries. */
function differenceText(args: readonly ScalarArgument[]): string | null {
  const [, from, to] = args;
  const unit = from && to ? unitOf(args, to.type) : null;
  if ([from, to].some((each) => each?.type.kind === 'timestamptz' && each.type.zone !== 'UTC')) return null;
  return unit ? `date_sub(${quoteString(unit)}, ${clock(from)}, ${clock(to)})` : null;
}

function truncatedText(args: readonly ScalarArgument[]): string | null {
  const value = args[1];
  const unit = value && unitOf(args, value.type);
  return value && unit ? onClock(value, (sql) => `date_trunc(${quoteString(unit)}, ${sql})`) : null;
}

function onLocal(render: (sql: string) => string): ScalarSignature['render'] {
  return ([value]) => {
    const sql = clock(value);
    return sql && render(sql);
  };
}

function part(name: string, duckdb: string, takes: readonly TypeKind[] = TIMES): ScalarSignature {
  return { name, takes: [takes], returns: bigint, render: onLocal((sql) => `CAST(${duckdb}(${sql}) AS BIGINT)`) };
}

/** MySQL's letters, which Trino's date_format has, that DuckDB's strftime writes alike. */
const LETTERS: Readonly<Record<string, string>> = {
  Y: '%Y',
  y: '%y',
  m: '%m',
  d: '%d',
  H: '%H',
  i: '%M',
  s: '%S',
  S: '%S',
  j: '%j',
  M: '%B',
  b: '%b',
  W: '%A',
  a: '%a',
  p: '%p',
  I: '%I',
  h: '%I',
  T: '%H:%M:%S',
  '%': '%%',
};

/** `%Y-%m-%d %H:%i` -> strftime's; null where a letter has no equal. */
function formatOf(text: string | null | undefined): string | null {
  if (!text) return null;
  let known = true;
  const format = text.replaceAll(/%(.?)/g, (_match, letter: string) => {
    known &&= Object.hasOwn(LETTERS, letter);
    return LETTERS[letter] ?? '';
  });
  return known ? quoteString(format) : null;
}

function formatText([value, format]: readonly ScalarArgument[]): string | null {
  const [sql, written] = [clock(value), formatOf(format?.text)];
  return sql && written && `strftime(${sql}, ${written})`;
}

/** Joda's letters, which Trino's format_datetime has. */
const JODA: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  MM: '%m',
  dd: '%d',
  HH: '%H',
  mm: '%M',
  ss: '%S',
  SSS: '%g',
};

function jodaText([value, format]: readonly ScalarArgument[]): string | null {
  const [sql, letters] = [clock(value), format?.text ?? ''];
  const known = /^(?:yyyy|MM|dd|HH|mm|ss|SSS|[-\/:., _])+$/.test(letters) && !/(.)\1{4}/.test(letters);
  const written = letters.replaceAll(/[a-zA-Z]+/g, (run) => JODA[run] ?? '?');
  return sql && known && !written.includes('?') ? `strftime(${sql}, ${quoteString(written)})` : null;
}

function parseText([value, format]: readonly ScalarArgument[]): string | null {
  const written = formatOf(format?.text);
  return written && /[MbWap]/.test(format?.text?.replaceAll(/[^%]|%%/g, '') ?? '')
    ? null
    : written && `strptime(${value?.sql}, ${written})`;
}

/** A date in ISO's long form, and what may follow it; another form is an error. */
function isoText(value: ScalarArgument | undefined, rest: string, type: TrinoType): string | null {
  const pattern = `[0-9]{4}-[0-9]{2}-[0-9]{2}${rest}`;
  if (!value || (value.text !== null && !new RegExp(`^(?:${pattern})$`).test(value.text))) return null;
  const read =
    type.kind === 'date' ? castText('d', type) : castText("CAST(replace(replace(d, 'T', ' '), 'Z', '') AS TIMESTAMP)", type);
  const known = `regexp_full_match(d, '${pattern}')`;
  return once(
    value.sql,
    `CASE WHEN d IS NULL THEN NULL WHEN ${known} THEN ${read} ELSE error('Invalid format of an ISO 8601 text') END`,
  );
}

function precisionOf(value: ScalarArgument | undefined): number {
  return value?.type.kind === 'timestamp' || value?.type.kind === 'timestamptz' ? value.type.precision : 0;
}

export const DATE_SIGNATURES: readonly ScalarSignature[] = [
  { name: 'date_add', takes: ['varchar', 'bigint', TIMES], returns: last, render: addText },
  { name: 'date_diff', takes: ['varchar', ['date'], ['date']], returns: bigint, render: differenceText },
  { name: 'date_diff', takes: ['varchar', 'timestamp', 'timestamp'], returns: bigint, render: differenceText },
  { name: 'date_diff', takes: ['varchar', 'timestamptz', 'timestamptz'], returns: bigint, render: differenceText },
  { name: 'date_trunc', takes: ['varchar', TIMES], returns: last, render: truncatedText },
  ...['year', 'month', 'day', 'quarter'].map((name) => part(name, name)),
  part('week', 'week'),
  part('week_of_year', 'week'),
  part('day_of_week', 'isodow'),
  part('dow', 'isodow'),
  part('day_of_year', 'dayofyear'),
  part('doy', 'dayofyear'),
  part('day_of_month', 'day'),
  part('year_of_week', 'isoyear'),
  part('yow', 'isoyear'),
  part('hour', 'hour', CLOCKS),
  part('minute', 'minute', CLOCKS),
  part('second', 'second', CLOCKS),
  {
    name: 'millisecond',
    takes: [CLOCKS],
    returns: bigint,
    render: onLocal((sql) => `CAST(millisecond(${sql}) % 1000 AS BIGINT)`),
  },
  { name: 'last_day_of_month', takes: [TIMES], returns: date, render: onLocal((sql) => `last_day(${sql})`) },
  { name: 'date', takes: [CLOCKS], returns: date, render: onLocal((sql) => castText(sql, date())) },
  {
    name: 'to_unixtime',
    takes: [CLOCKS],
    returns: () => simpleType('double'),
    render: ([value]) => `epoch(CAST(${value?.sql} AS TIMESTAMP))`,
  },
  {
    name: 'from_unixtime',
    takes: ['double'],
    returns: () => zonedType(3),
    render: ([value]) => `make_timestamptz(CAST(floor(${value?.sql} * 1000 + 0.5) AS BIGINT) * 1000)`,
  },
  {
    name: 'from_iso8601_timestamp',
    takes: ['varchar'],
    returns: () => zonedType(3),
    render: ([value]) => isoText(value, '(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,3})?Z?)?', zonedType(3)),
  },
  { name: 'from_iso8601_date', takes: ['varchar'], returns: date, render: ([value]) => isoText(value, '', date()) },
  {
    name: 'at_timezone',
    takes: [['timestamptz'], 'varchar'],
    returns: ([value, zone]) => zonedType(precisionOf(value), zoneOf(zone?.text)),
    render: ([value, zone]) => (zoneOf(zone?.text) === null ? null : (value?.sql ?? null)),
  },
  {
    name: 'with_timezone',
    takes: ['timestamp', 'varchar'],
    returns: ([value, zone]) => zonedType(precisionOf(value), zoneOf(zone?.text)),
    render: ([value, zone]) => {
      const name = zoneOf(zone?.text);
      return name === null ? null : instantOf(value?.sql ?? '', name);
    },
  },
  {
    name: 'date_format',
    takes: ['timestamp', 'varchar'],
    returns: () => varcharType(null),
    render: formatText,
  },
  { name: 'date_format', takes: [['timestamptz'], 'varchar'], returns: () => varcharType(null), render: formatText },
  { name: 'format_datetime', takes: ['timestamp', 'varchar'], returns: () => varcharType(null), render: jodaText },
  { name: 'format_datetime', takes: [['timestamptz'], 'varchar'], returns: () => varcharType(null), render: jodaText },
  { name: 'date_parse', takes: ['varchar', 'varchar'], returns: () => timestampType(3), render: parseText },
  {
    name: 'to_iso8601',
    takes: [['date']],
    returns: () => varcharType(16),
    render: ([value]) => `strftime(${value?.sql}, '%Y-%m-%d')`,
  },
];
