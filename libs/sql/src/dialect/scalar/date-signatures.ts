import { castText, quoteString } from '../../bind/duckdb-text.js';
import { simpleType, timestampType, type TrinoType } from '../../types/trino-type.js';
import { type ScalarArgument, type ScalarSignature } from './scalar-signature.js';

const bigint = (): TrinoType => simpleType('bigint');
const date = (): TrinoType => simpleType('date');
const last = (args: readonly ScalarArgument[]): TrinoType => args.at(-1)?.type ?? date();
const TIMES = ['date', 'timestamp'] as const;

/** Units of dates, and those that only times of day have. */
const DATE_UNITS = ['day', 'week', 'month', 'quarter', 'year'];
const UNITS = ['millisecond', 'second', 'minute', 'hour', ...DATE_UNITS];

function unitOf([unit]: readonly ScalarArgument[], type: TrinoType): string | null {
  const name = unit?.text?.toLowerCase() ?? '';
  return (type.kind === 'date' ? DATE_UNITS : UNITS).includes(name) ? name : null;
}

/** `x` moved by some units; months stop at the end of a shorter month, as in Trino. */
export function movedBy(value: ScalarArgument, count: string, unit: string): string {
  const [times, single] = unit === 'week' ? [7, 'day'] : unit === 'quarter' ? [3, 'month'] : [1, unit];
  const amount = times === 1 ? `(${count})` : `(${times} * (${count}))`;
  return castText(
    `${value.sql} + to_${single}s(CAST(${amount} AS ${single === 'millisecond' ? 'DOUBLE' : single === 'month' || single === 'year' || single === 'day' ? 'INTEGER' : 'BIGINT'}))`,
    value.type,
  );
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
  return unit ? `date_sub(${quoteString(unit)}, ${from?.sql}, ${to?.sql})` : null;
}

function truncatedText(args: readonly ScalarArgument[]): string | null {
  const value = args[1];
  const unit = value && unitOf(args, value.type);
  return value && unit ? castText(`date_trunc(${quoteString(unit)}, ${value.sql})`, value.type) : null;
}

function part(name: string, duckdb: string, takes: readonly ('date' | 'timestamp')[] = TIMES): ScalarSignature {
  return { name, takes: [takes], returns: bigint, render: ([value]) => `CAST(${duckdb}(${value?.sql}) AS BIGINT)` };
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
  const written = formatOf(format?.text);
  return written && `strftime(${value?.sql}, ${written})`;
}

function parseText([value, format]: readonly ScalarArgument[]): string | null {
  const written = formatOf(format?.text);
  return written && /[MbWap]/.test(format?.text?.replaceAll(/[^%]|%%/g, '') ?? '')
    ? null
    : written && `strptime(${value?.sql}, ${written})`;
}

export const DATE_SIGNATURES: readonly ScalarSignature[] = [
  { name: 'date_add', takes: ['varchar', 'bigint', TIMES], returns: last, render: addText },
  { name: 'date_diff', takes: ['varchar', ['date'], ['date']], returns: bigint, render: differenceText },
  { name: 'date_diff', takes: ['varchar', 'timestamp', 'timestamp'], returns: bigint, render: differenceText },
  { name: 'date_trunc', takes: ['varchar', TIMES], returns: last, render: truncatedText },
  part('quarter', 'quarter'),
  part('week', 'week'),
  part('week_of_year', 'week'),
  part('day_of_week', 'isodow'),
  part('dow', 'isodow'),
  part('day_of_year', 'dayofyear'),
  part('doy', 'dayofyear'),
  part('day_of_month', 'day'),
  part('year_of_week', 'isoyear'),
  part('yow', 'isoyear'),
  part('hour', 'hour', ['timestamp']),
  part('minute', 'minute', ['timestamp']),
  part('second', 'second', ['timestamp']),
  {
    name: 'millisecond',
    takes: [['timestamp']],
    returns: bigint,
    render: ([value]) => `CAST(millisecond(${value?.sql}) % 1000 AS BIGINT)`,
  },
  { name: 'last_day_of_month', takes: [TIMES], returns: date, render: ([value]) => `last_day(${value?.sql})` },
  { name: 'date', takes: [['timestamp']], returns: date, render: ([value]) => castText(value?.sql ?? '', date()) },
  {
    name: 'to_unixtime',
    takes: [['timestamp']],
    returns: () => simpleType('double'),
    render: ([value]) => `epoch(${value?.sql})`,
  },
  {
    name: 'date_format',
    takes: ['timestamp', 'varchar'],
    returns: () => ({ kind: 'varchar', length: null }),
    render: formatText,
  },
  { name: 'date_parse', takes: ['varchar', 'varchar'], returns: () => timestampType(3), render: parseText },
  {
    name: 'to_iso8601',
    takes: [['date']],
    returns: () => ({ kind: 'varchar', length: 16 }),
    render: ([value]) => `strftime(${value?.sql}, '%Y-%m-%d')`,
  },
];
