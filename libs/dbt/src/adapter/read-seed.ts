import { dbtError } from '../context/context.errors.js';
import { PyDate } from '../context/python/py-date.js';
import { PyDateTime } from '../context/python/py-date-time.js';
import { PyDecimal } from '../context/python/py-decimal.js';
import { parseTime } from '../context/python/strftime.js';
import { parseCsv } from './parse-csv.js';
import { type ColumnType, Table } from './table.js';

export interface SeedOptions {
  readonly delimiter?: string | undefined;
  /** Columns whose type is configured: they stay text. */
  readonly textColumns?: readonly string[] | undefined;
}

/** What a text means as a type; undefined where it means nothing. */
interface Hypothesis {
  readonly type: ColumnType;
  read(text: string): unknown;
}

const CURRENCIES = /^[$¢£¤¥֏؋৲৳৻૱௹฿៛₠-₿﷼﹩＄￠￡￥￦]+|[$¢£¤¥֏؋৲৳৻૱௹฿៛₠-₿﷼﹩＄￠￡￥￦]+$/g;

function readNumber(text: string): PyDecimal | undefined {
  const bare = text.replace(/^%+|%+$/g, '').replace(CURRENCIES, '');
  const negative = bare.startsWith('-');
  const digits = (negative ? bare.slice(1) : bare).replaceAll(',', '').replace(/(\d)_(?=\d)/g, '$1');
  if (!PyDecimal.isNumber(digits) && !/^[-+]?(inf(inity)?|nan)$/i.test(digits)) return undefined;
  const number = PyDecimal.of(digits);
  return negative ? number.negate() : number;
}

function parsed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const HYPOTHESES: readonly Hypothesis[] = [
  { type: 'Number', read: readNumber },
  {
    type: 'Date',
    read: (text) => {
      if (!/^\d{4}-/.test(text)) return undefined;
      return parsed(() => {
        const { year, month, day } = parseTime(text, '%Y-%m-%d');
        return PyDate.of(year, month, day);
      });
    },
  },
  {
    type: 'DateTime',
    read: (text) =>
      /^\d{4}-\d+-\d+ /.test(text) ? parsed(() => PyDateTime.of(parseTime(text, '%Y-%m-%d %H:%M:%S'), null)) : undefined,
  },
  {
    type: 'DateTime',
    read: (text) => (/^\d{4}-\d\d-\d\dT\d/.test(text) ? (parsed(() => PyDateTime.parse(text)) ?? undefined) : undefined),
  },
  { type: 'Boolean', read: (text) => ({ true: true, false: false })[text.toLowerCase()] },
];

const isNull = (text: string): boolean => text === '' || text.toLowerCase() === 'null';

/** A seed's file as dbt's table: each column gets the first type that all its values have, else it is text. */
export function readSeed(source: string, { delimiter = ',', textColumns = [] }: SeedOptions = {}): Table {
  const [header = [], ...rows] = parseCsv(source.replace(/^\uFEFF/, ''), delimiter);
  rows.forEach((row, index) => {
    if (row.length <= header.length) return;
    throw dbtError('Compilation', `Row ${index} has ${row.length} values, but Table only has ${header.length} columns.`);
  });
  const names = header.map((name, index) => (name === '' ? letterName(index) : name));
  const columns = names.map((name, index) => {
    const texts = rows.map((row) => row[index] ?? null);
    return readColumn(texts, textColumns.includes(name));
  });
  const matrix = rows.map((_, row) => columns.map(({ values }) => values[row] ?? null));
  return new Table(
    names,
    columns.map(({ type }) => type),
    matrix,
  );
}

interface ReadColumn {
  readonly type: ColumnType;
  readonly values: readonly unknown[];
}

function readColumn(texts: readonly (string | null)[], isText: boolean): ReadColumn {
  const trimmed = texts.map((text) => (text === null || isNull(text.trim()) ? null : text.trim()));
  if (!isText) {
    for (const { type, read } of HYPOTHESES) {
      const values = readAll(trimmed, read);
      if (values) return { type, values };
    }
  }
  return { type: 'Text', values: texts.map((text, index) => (trimmed[index] === null ? null : text)) };
}

function readAll(texts: readonly (string | null)[], read: (text: string) => unknown): unknown[] | null {
  const values: unknown[] = [];
  for (const text of texts) {
    const value = text === null ? null : read(text);
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
}

/** a, b, ... z, aa, bb: what agate calls a column without a name. */
function letterName(index: number): string {
  return String.fromCharCode(97 + (index % 26)).repeat(Math.floor(index / 26) + 1);
}
