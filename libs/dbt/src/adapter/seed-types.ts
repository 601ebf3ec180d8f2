import { isNumeric, toNumber } from '@weft/jinja';
import { PyDecimal } from '../context/python/py-decimal.js';
import type { Dialect } from './dialect.js';
import { Table } from './table.js';

/** The engine's type for a column of a table: `adapter.convert_type(table, index)`. */
export function convertType(dialect: Dialect, table: unknown, column: unknown): string | null {
  if (!(table instanceof Table) || !isNumeric(column)) return null;
  const index = toNumber(column);
  const types = dialect.seedTypes;
  switch (table.columnTypes[index]) {
    case 'Integer':
      return types.integer;
    case 'Number':
      return hasFraction(table, index) ? types.decimal : dialect.type === 'trino' ? 'INTEGER' : 'integer';
    case 'Boolean':
      return types.boolean;
    case 'DateTime':
      return types.datetime;
    case 'Date':
      return types.date;
    case 'TimeDelta':
      return types.time;
    case 'Text':
      return types.text;
    default:
      return null;
  }
}

/** agate's MaxPrecision: zeros at the end do not count. */
function hasFraction(table: Table, index: number): boolean {
  if (table.source.hasFraction) return table.source.hasFraction(index);
  return table.matrix.some((row) => {
    const value = row[index];
    return value instanceof PyDecimal && value.special === null && value.normalized().places > 0;
  });
}
