import type { Output } from './output.js';

export type Format = 'table' | 'csv' | 'json';

export interface RowsToPrint {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>;
}

/** How many rows a table shows: it must know the widths before it prints, so it cannot be endless. */
export interface PrintOptions {
  readonly format: Format;
  readonly most?: number;
}

export interface Printed {
  readonly rows: number;
  readonly cut: boolean;
}

/** Prints rows as a table, as CSV or as JSON; each format's code is loaded only when it is asked for. */
export async function printRows(out: Output, data: RowsToPrint, options: PrintOptions): Promise<Printed> {
  const rows = limitRows(data.rows, options.most);
  const print = await loadPrinter(options.format);
  const printed = await print(out, data.columns, rows);
  return { rows: printed, cut: rows.wasCut() };
}

type Printer = (out: Output, columns: readonly string[], rows: AsyncIterable<readonly unknown[]>) => Promise<number>;

async function loadPrinter(format: Format): Promise<Printer> {
  switch (format) {
    case 'csv':
      return (await import('./csv.js')).printCsv;
    case 'json':
      return (await import('./json.js')).printJson;
    case 'table':
      return (await import('./table.js')).printTable;
  }
}

/** At most so many rows; reading stops at the first one too many, and with it the query. */
function limitRows(rows: RowsToPrint['rows'], most = Number.POSITIVE_INFINITY) {
  let cut = false;
  async function* read() {
    let count = 0;
    for await (const row of rows) {
      if (count++ === most) {
        cut = true;
        return;
      }
      yield row;
    }
  }
  return Object.assign(read(), { wasCut: () => cut });
}
