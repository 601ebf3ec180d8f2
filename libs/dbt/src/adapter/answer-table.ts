import { toInteger, toJson } from '@weft/jinja';
import { PyDate } from '../context/python/py-date.js';
import { PyDateTime } from '../context/python/py-date-time.js';
import { PyDecimal } from '../context/python/py-decimal.js';
import { pythonTextOf } from './python-text.js';
import type { SqlAnswer, SqlValue } from './sql-connection.port.js';
import { type ColumnType, Table } from './table.js';

interface Reading {
  readonly type: ColumnType;
  read(value: Exclude<SqlValue, null>): unknown;
}

const INTEGERS = /^(tinyint|smallint|integer|int|bigint|hugeint|utinyint|usmallint|uinteger|ubigint|uhugeint)$/;

const TEXT: Reading = { type: 'Text', read: (value) => (typeof value === 'object' ? toJson(value) : String(value)) };

/** How dbt's tables hold values of a type, which is named as Trino names it: numbers with a fraction are Decimals, containers JSON. */
function readingOf(type: string): Reading {
  const name = type.toLowerCase();
  if (INTEGERS.test(name))
    return { type: 'Integer', read: (value) => (typeof value === 'number' ? value : toInteger(BigInt(String(value)))) };
  if (name.startsWith('decimal') || name.startsWith('numeric'))
    return { type: 'Number', read: (value) => PyDecimal.of(String(value)) };
  if (name === 'double' || name === 'real' || name === 'float')
    return { type: 'Number', read: (value) => PyDecimal.ofFloat(Number(value)) };
  if (name === 'boolean') return { type: 'Boolean', read: (value) => value };
  if (name === 'date') return { type: 'Date', read: (value) => PyDate.parse(String(value)) ?? String(value) };
  if (name.startsWith('timestamp'))
    return { type: 'DateTime', read: (value) => PyDateTime.parse(String(value)) ?? String(value) };
  const text = pythonTextOf(name);
  return text ? { type: 'Text', read: (value) => text(String(value)) } : TEXT;
}

/** What an engine answered as a table of Python's values; a name that comes twice gets a number. */
export function tableOfAnswer(answer: SqlAnswer): Table {
  const readings = answer.columns.map(({ type, engineType }) => readingOf(/^U?HUGEINT$/i.test(engineType) ? engineType : type));
  const rows = answer.rows.map((row) => row.map((value, index) => (value === null ? null : readings[index]?.read(value))));
  const types = readings.map(({ type }, index) => (rows.some((row) => row[index] !== null) ? type : 'Integer'));
  return new Table(uniqueNames(answer.columns.map(({ name }) => name)), types, rows);
}

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
}
