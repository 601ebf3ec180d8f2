import type { TableFace } from '@weft/dbt';
import { Float, toText } from '@weft/jinja';
import { formatNumber, placesOf } from './format-number.js';

const CELL_WIDTH = 20;
const MOST_PLACES = 3;

export interface PrintOptions {
  readonly maxRows?: number | null;
  /** Null shows all. */
  readonly maxColumns?: number | null;
}

interface Column {
  readonly name: string;
  readonly isText: boolean;
  readonly format: (value: unknown) => string;
}

/** A table as dbt prints it: Markdown with bars, text to the left, anything else to the right, long cells cut. */
export function printTable(table: TableFace, { maxRows = null, maxColumns = null }: PrintOptions = {}): string {
  const shown = table.matrix.slice(0, maxRows ?? table.rowCount);
  const width = maxColumns ?? table.columnNames.length;
  const columns = table.columnNames.slice(0, width).map((name, index) =>
    columnOf(
      name,
      shown.map((row) => row[index]),
    ),
  );
  const isCut = table.columnNames.length > width;
  const ellipsis = isCut ? ['...'] : [];
  const rows = shown.map((row) => [...columns.map(({ format }, index) => cut(format(row[index]))), ...ellipsis]);
  const names = [...columns.map(({ name }) => cut(name)), ...ellipsis];
  const body = maxRows !== null && maxRows < table.rowCount ? [...rows, names.map(() => '...')] : rows;
  return render(names, body, rows, columns);
}

function render(names: string[], body: string[][], rows: string[][], columns: readonly Column[]): string {
  const widths = names.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `|${cells.map((cell, index) => ` ${align(cell, widths[index] ?? 0, columns[index])} `).join('|')}|`;
  const divider = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(names), divider, ...body.map(line)].map((text) => `${text}\n`).join('');
}

function align(cell: string, width: number, column: Column | undefined): string {
  return column?.isText === true ? cell.padEnd(width) : cell.padStart(width);
}

function cut(text: string): string {
  return text.length > CELL_WIDTH ? `${text.slice(0, CELL_WIDTH - 3)}...` : text;
}

function columnOf(name: string, values: readonly unknown[]): Column {
  const known = values.filter((value) => value !== null && value !== undefined);
  const isText = known.some((value) => typeof value === 'string');
  if (!known.some(isDecimal))
    return { name, isText, format: (value) => (value === null || value === undefined ? '' : toText(value)) };
  const places = Math.max(...known.map((value) => placesOf(textOf(value))));
  const ellipsis = places > MOST_PLACES ? '…' : '';
  const shown = Math.min(places, MOST_PLACES);
  const format = (value: unknown) => (value === null || value === undefined ? '' : formatNumber(textOf(value), shown, ellipsis));
  return { name, isText: false, format };
}

/** A float, or a decimal of the template's world. */
function isDecimal(value: unknown): boolean {
  return (
    value instanceof Float ||
    (typeof value === 'number' && !Number.isInteger(value)) ||
    (typeof value === 'object' && value !== null && value.constructor.name.includes('Decimal'))
  );
}

function textOf(value: unknown): string {
  return value instanceof Float ? String(value.value) : toText(value);
}
