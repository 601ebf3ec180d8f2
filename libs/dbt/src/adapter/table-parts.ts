import { callable, compareValues, HostObject, isEqual, isNumeric, sliceOf, toNumber, toRepr, Tuple } from '@weft/jinja';
import type { RowSource } from './row-source.js';

/** A row: by index, by column's name, as a list of its values. */
export class Row extends HostObject {
  constructor(
    private readonly names: readonly string[],
    private readonly cells: readonly unknown[],
  ) {
    super();
  }

  override item(key: unknown): unknown {
    if (isNumeric(key)) return this.cells.at(toNumber(key));
    const index = typeof key === 'string' ? this.names.indexOf(key) : -1;
    return index < 0 ? undefined : this.cells[index];
  }

  override slice(start: unknown, stop: unknown, step: unknown): unknown {
    return sliceOf(Tuple.fromItems(this.cells), start, stop, step);
  }

  override iterate(): unknown[] {
    return [...this.cells];
  }

  override size(): number {
    return this.cells.length;
  }

  override isTrue(): boolean {
    return this.cells.length > 0;
  }

  override has(value: unknown): boolean {
    return this.cells.some((cell) => isEqual(cell, value));
  }

  override equals(other: unknown): boolean {
    const cells = other instanceof Row ? other.cells : Array.isArray(other) ? (other as unknown[]) : null;
    return cells !== null && isEqual([...this.cells], [...cells]);
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'keys':
        return callable(name, () => Tuple.fromItems(this.names));
      case 'values':
        return callable(name, () => Tuple.fromItems(this.cells));
      case 'items':
        return callable(name, () => this.names.map((each, index) => Tuple.fromItems([each, this.cells[index]])));
      case 'get':
        return callable(name, ([key, fallback = null]) => this.item(key) ?? fallback);
      case 'dict':
        return callable(name, () => new Map(this.names.map((each, index) => [each, this.cells[index]])));
      default:
        return this.item(name);
    }
  }

  toString(): string {
    return `<agate.Row: (${shown(this.cells)})>`;
  }
}

/** agate shows the first five. */
function shown(values: readonly unknown[]): string {
  return [...values.slice(0, 5).map(toRepr), ...(values.length > 5 ? ['...'] : [])].join(', ');
}

interface TableLike {
  readonly columnNames: readonly string[];
  readonly columnTypes: readonly string[];
  readonly matrix: readonly (readonly unknown[])[];
  readonly source: RowSource;
}

export function columnsOf(table: TableLike): TableColumn[] {
  return table.columnNames.map((name, index) => new TableColumn(table, name, index));
}

/** A column: its name, its place, its values. */
export class TableColumn extends HostObject {
  constructor(
    private readonly table: TableLike,
    private readonly name: string,
    private readonly index: number,
  ) {
    super();
  }

  private cells(): unknown[] {
    return this.table.matrix.map((row) => row[this.index]);
  }

  override item(key: unknown): unknown {
    if (!isNumeric(key)) return undefined;
    const { source } = this.table;
    return source.row(toNumber(key) < 0 ? toNumber(key) + source.length : toNumber(key))?.[this.index];
  }

  override slice(start: unknown, stop: unknown, step: unknown): unknown {
    return sliceOf(Tuple.fromItems(this.cells()), start, stop, step);
  }

  override iterate(): unknown[] {
    return this.cells();
  }

  override size(): number {
    return this.table.source.length;
  }

  override isTrue(): boolean {
    return this.size() > 0;
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'name':
        return this.name;
      case 'index':
        return this.index;
      case 'data_type':
        return this.table.columnTypes[this.index] ?? null;
      case 'values':
        return callable(name, () => Tuple.fromItems(this.cells()));
      case 'values_distinct':
        return callable(name, () => Tuple.fromItems(distinct(this.cells())));
      case 'values_without_nulls':
        return callable(name, () => Tuple.fromItems(this.cells().filter((cell) => cell !== null)));
      case 'values_sorted':
        return callable(name, () => sorted(this.cells()));
      case 'values_without_nulls_sorted':
        return callable(name, () => sorted(this.cells().filter((cell) => cell !== null)));
      default:
        return undefined;
    }
  }

  toString(): string {
    return `<agate.Column: (${shown(this.cells())})>`;
  }
}

function sorted(cells: readonly unknown[]): unknown[] {
  const present = cells.filter((cell) => cell !== null).sort(compareValues);
  return [...present, ...cells.filter((cell) => cell === null)];
}

function distinct(cells: readonly unknown[]): unknown[] {
  const seen = new Set<unknown>();
  return cells.filter((cell) => {
    const key = cell instanceof HostObject ? cell.toString() : cell;
    return !seen.has(key) && seen.add(key);
  });
}

/** agate's MappedSequence: by index, by name, and as a list. */
export class Sequence extends HostObject {
  constructor(
    private readonly names: readonly string[] | null,
    private readonly members: readonly HostObject[],
  ) {
    super();
  }

  override item(key: unknown): unknown {
    if (isNumeric(key)) return this.members.at(toNumber(key));
    const index = typeof key === 'string' ? (this.names?.indexOf(key) ?? -1) : -1;
    return index < 0 ? undefined : this.members[index];
  }

  override slice(start: unknown, stop: unknown, step: unknown): unknown {
    return sliceOf(Tuple.fromItems(this.members), start, stop, step);
  }

  override iterate(): unknown[] {
    return [...this.members];
  }

  override size(): number {
    return this.members.length;
  }

  override isTrue(): boolean {
    return this.members.length > 0;
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'keys':
        return callable(name, () => (this.names ? Tuple.fromItems(this.names) : null));
      case 'values':
        return callable(name, () => Tuple.fromItems(this.members));
      case 'items':
        return callable(name, () => this.members.map((member, index) => Tuple.fromItems([this.names?.[index] ?? index, member])));
      case 'get':
        return callable(name, ([key, fallback = null]) => this.item(key) ?? fallback);
      case 'dict':
        return callable(name, () => new Map(this.members.map((member, index) => [this.names?.[index] ?? index, member])));
      default:
        return this.item(name);
    }
  }

  toString(): string {
    return `<agate.MappedSequence: (${shown(this.members)})>`;
  }
}

/** Some rows of a table, each made when it is asked for. */
export class RowSequence extends HostObject {
  private readonly count: number;

  constructor(
    private readonly names: readonly string[],
    private readonly source: RowSource,
    private readonly from = 0,
    to = Infinity,
  ) {
    super();
    this.count = Math.max(0, Math.min(to, source.length) - from);
  }

  override item(key: unknown): unknown {
    if (!isNumeric(key)) return undefined;
    const index = toNumber(key) < 0 ? toNumber(key) + this.count : toNumber(key);
    const cells = index < 0 || index >= this.count ? undefined : this.source.row(this.from + index);
    return cells && new Row(this.names, cells);
  }

  override slice(start: unknown, stop: unknown, step: unknown): unknown {
    return sliceOf(Tuple.fromItems(this.iterate()), start, stop, step);
  }

  override iterate(): unknown[] {
    return this.source.range(this.from, this.from + this.count).map((cells) => new Row(this.names, cells));
  }

  override range(from: number, to: number): HostObject {
    return new RowSequence(this.names, this.source, this.from + from, this.from + Math.min(to, this.count));
  }

  override size(): number {
    return this.count;
  }

  override isTrue(): boolean {
    return this.count > 0;
  }

  attribute(name: string): unknown {
    return new Sequence(null, this.iterate() as Row[]).attribute(name);
  }

  toString(): string {
    return new Sequence(null, this.iterate() as Row[]).toString();
  }
}
