import Table from 'cli-table3';
import { showControls } from './escape.util.js';
import type { Output } from './output.js';

/** Rows in a frame, NULL written out. All of them are held in memory: the caller limits their number. */
export async function printTable(
  out: Output,
  columns: readonly string[],
  rows: AsyncIterable<readonly unknown[]>,
): Promise<number> {
  const bold = (name: string) => out.colors.bold(showControls(name));
  const table = new Table({ head: columns.map(bold), style: { head: [], border: [] } });
  for await (const row of rows) table.push(row.map(renderCell));
  if (columns.length > 0) await out.write(`${table.toString()}\n`);
  return table.length;
}

/** One value as a person reads it. */
export function renderCell(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return showControls(typeof value === 'string' ? value : JSON.stringify(value));
}
