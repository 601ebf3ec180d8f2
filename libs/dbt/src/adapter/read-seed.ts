import { dbtError } from '../context/context.errors.js';
import { CsvReader } from './parse-csv.js';
import type { RowSource } from './row-source.js';
import { SeedColumn } from './seed-column.js';
import { Table } from './table.js';

export interface SeedOptions {
  readonly delimiter?: string | undefined;
  /** Columns whose type is configured: they stay text. */
  readonly textColumns?: readonly string[] | undefined;
}

/** How many rows apart their places are kept. */
const STRIDE = 500;

/** A seed's file as dbt's table. Only the text is held: rows are read from it when they are wanted. */
export function readSeed(source: string, { delimiter = ',', textColumns = [] }: SeedOptions = {}): Table {
  const rows = new SeedRows(source.replace(/^\uFEFF/, ''), delimiter, textColumns);
  return new Table(
    rows.names,
    rows.columns.map(({ type }) => type),
    rows,
  );
}

class SeedRows implements RowSource {
  readonly names: readonly string[];
  readonly columns: readonly SeedColumn[];
  length = 0;
  private readonly places: number[] = [];

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
    textColumns: readonly string[],
  ) {
    const reader = new CsvReader(text, delimiter);
    const header = reader.next() ?? [];
    this.names = header.map((name, index) => (name === '' ? letterName(index) : name));
    this.columns = this.names.map((name, index) => new SeedColumn(textColumns.includes(name), () => this.before(index)));
    this.readTypes(reader);
  }

  private readTypes(reader: CsvReader): void {
    const width = this.names.length;
    for (let at = reader.at, row = reader.next(); row; at = reader.at, row = reader.next()) {
      if (this.length % STRIDE === 0) this.places.push(at);
      if (row.length > width)
        throw dbtError('Compilation', `Row ${this.length} has ${row.length} values, but Table only has ${width} columns.`);
      for (const [index, column] of this.columns.entries()) column.add(row[index] ?? null);
      this.length += 1;
    }
  }

  row(index: number): readonly unknown[] | undefined {
    return index < 0 ? undefined : this.range(index, index + 1)[0];
  }

  range(from: number, to: number): readonly (readonly unknown[])[] {
    return [...this.texts(from, Math.min(to, this.length))].map((row) =>
      this.columns.map((column, index) => column.value(row[index] ?? null)),
    );
  }

  hasFraction(column: number): boolean {
    return this.columns[column]?.hasFraction ?? false;
  }

  private *before(column: number): Iterable<string | null> {
    for (const row of this.texts(0, this.length)) yield row[column] ?? null;
  }

  private *texts(from: number, to: number): Iterable<readonly string[]> {
    const reader = new CsvReader(this.text, this.delimiter, this.places[Math.floor(from / STRIDE)] ?? this.text.length);
    for (let index = from - (from % STRIDE); index < to; index += 1) {
      const row = reader.next();
      if (row && index >= from) yield row;
    }
  }
}

/** a, b, ... z, aa, bb: what agate calls a column without a name. */
function letterName(index: number): string {
  return String.fromCharCode(97 + (index % 26)).repeat(Math.floor(index / 26) + 1);
}
