import { stringify } from 'csv-stringify/sync';
import type { Output } from './output.js';

/** RFC 4180 with a header line, written row by row. NULL is an empty field, an empty text is `""`. */
export async function printCsv(
  out: Output,
  columns: readonly string[],
  rows: AsyncIterable<readonly unknown[]>,
): Promise<number> {
  let count = 0;
  await out.write(renderLine(columns));
  for await (const row of rows) {
    await out.write(renderLine(row.map(renderField)));
    count++;
  }
  return count;
}

function renderLine(fields: readonly unknown[]): string {
  return stringify([[...fields]], { quoted_match: /^$/ });
}

function renderField(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
