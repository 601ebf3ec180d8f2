import { parseTrinoType } from '../types/trino-type.js';
import type { GivenRows } from './binder.js';
import type { BoundField } from './bound.js';
import { castText, quoteIdentifier, quoteString } from './duckdb-text.js';

/** Rows as a query in parentheses. */
export function givenText({ columns, rows }: GivenRows): string {
  const types = columns.map(({ type }) => parseTrinoType(type));
  const cell = (value: string | number | null, index: number) => {
    const text = value === null ? 'NULL' : typeof value === 'number' ? String(value) : quoteString(value);
    const type = types[index];
    return type ? castText(text, type) : text;
  };
  const lines = rows.length > 0 ? rows : [columns.map(() => null)];
  const names = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const values = lines.map((row) => `(${row.map(cell).join(', ')})`).join(', ');
  return `(SELECT * FROM (VALUES ${values}) AS "given" (${names})${rows.length > 0 ? '' : ' WHERE FALSE'})`;
}

export function givenFields({ columns }: GivenRows): BoundField[] {
  return columns.map(({ name, type }) => ({ name, type: parseTrinoType(type), column: name }));
}
