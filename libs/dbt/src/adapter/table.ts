import {
  bindArguments,
  callable,
  type Callable,
  compareValues,
  Float,
  HostObject,
  isEqual,
  isMapping,
  isNumeric,
  isTrue,
  isUndefined,
  type Kwargs,
  sliceOf,
  toJson,
  toList,
  toNumber,
  toPlain,
  toText,
  Tuple,
} from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import { PyDateTime } from '../context/python/py-date-time.js';
import { PyDecimal } from '../context/python/py-decimal.js';
import { renderTable } from '../context/members/text-table.js';
import { HeldRows, type RowSource } from './row-source.js';
import { columnsOf, Row, RowSequence, Sequence } from './table-parts.js';

/** agate's types as dbt uses them. */
export type ColumnType = 'Integer' | 'Number' | 'Boolean' | 'Date' | 'DateTime' | 'Text' | 'TimeDelta';

/** A table of values in Python's kinds, as agate offers it to templates. It never changes; its methods answer new tables. */
export class Table extends HostObject {
  readonly source: RowSource;

  constructor(
    readonly columnNames: readonly string[],
    readonly columnTypes: readonly ColumnType[],
    rows: readonly (readonly unknown[])[] | RowSource,
    /** Where print_table writes to. */
    private readonly tell: (text: string) => void = () => undefined,
  ) {
    super();
    this.source = 'range' in rows ? rows : new HeldRows(rows);
  }

  /** All rows at once. */
  get matrix(): readonly (readonly unknown[])[] {
    return this.source.range(0, this.source.length);
  }

  static readonly EMPTY = new Table([], [], []);

  get rowCount(): number {
    return this.source.length;
  }

  row(index: number): Row | undefined {
    const values = this.source.row(index < 0 ? index + this.rowCount : index);
    return values && new Row(this.columnNames, values);
  }

  rows(): Row[] {
    return this.matrix.map((values) => new Row(this.columnNames, values));
  }

  override range(from: number, to: number): HostObject {
    return new RowSequence(this.columnNames, this.source, from, to);
  }

  /** Values as JSON has them. */
  toObjects(): readonly Readonly<Record<string, unknown>>[] {
    return this.matrix.map((values) =>
      Object.fromEntries(this.columnNames.map((name, index) => [name, jsonValue(values[index])])),
    );
  }

  toJson(): string {
    const cell = (value: unknown, index: number) => [this.columnNames[index] ?? '', writtenValue(value)] as const;
    return toJson(this.matrix.map((values) => new Map(values.map(cell))));
  }

  indexOf(column: unknown): number {
    const index = isNumeric(column) ? toNumber(column) : this.columnNames.indexOf(toText(column));
    if (index >= 0 && index < this.columnNames.length) return index;
    throw dbtError('Compilation', `'${toText(column)}'`);
  }

  pick(indexes: readonly number[]): Table {
    const of = <T>(items: readonly T[]): T[] => indexes.map((index) => items[index] as T);
    return new Table(of(this.columnNames), of(this.columnTypes), this.matrix.map(of), this.tell);
  }

  withRows(matrix: readonly (readonly unknown[])[]): Table {
    return new Table(this.columnNames, this.columnTypes, matrix, this.tell);
  }

  renamed(names: readonly string[]): Table {
    return new Table(names, this.columnTypes, this.matrix, this.tell);
  }

  /** The same rows, with somewhere to print them. */
  printedTo(tell: (text: string) => void): Table {
    return new Table(this.columnNames, this.columnTypes, this.source, tell);
  }

  say(text: string): void {
    this.tell(text);
  }

  /** agate's print_table. */
  print(options: { maxRows?: number | null; maxColumns?: number | null; maxColumnWidth?: number | null } = {}): string {
    const places = this.columnTypes.map((type, index) => (type === 'Number' ? placesOf(this.matrix, index) : 0));
    const cells = this.matrix.map((row) =>
      row.map((value, index) => cellOf(value, this.columnTypes[index] ?? 'Text', places[index] ?? 0)),
    );
    return renderTable(this.columnNames, cells, { maxColumns: 6, maxRows: 20, maxColumnWidth: 20, ...options });
  }

  override iterate(): Row[] {
    return this.rows();
  }

  override size(): number {
    return this.rowCount;
  }

  override isTrue(): boolean {
    return this.rowCount > 0;
  }

  override item(key: unknown): unknown {
    return isNumeric(key) ? this.row(toNumber(key)) : typeof key === 'string' ? this.attribute(key) : undefined;
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'columns':
        return new Sequence(this.columnNames, columnsOf(this));
      case 'rows':
        return new RowSequence(this.columnNames, this.source);
      case 'column_names':
        return Tuple.fromItems(this.columnNames);
      case 'column_types':
        return Tuple.fromItems(this.columnTypes.map((type) => new DataType(type)));
      case 'row_names':
        return null;
      default: {
        const method = Object.hasOwn(TABLE_METHODS, name) ? TABLE_METHODS[name] : undefined;
        return method && callable(name, (args, kwargs) => method(this, args, kwargs));
      }
    }
  }

  /** What print_structure writes: each column and its type. */
  structure(): string {
    const rows = this.columnNames.map((name, index) => [name, this.columnTypes[index] ?? '']);
    return renderTable(['column', 'data_type'], rows);
  }

  override slice(start: unknown, stop: unknown, step: unknown): unknown {
    return sliceOf(Tuple.fromItems(this.rows()), start, stop, step);
  }

  toString(): string {
    return this.structure();
  }
}

/** A type of agate's, in `column_types`. */
export class DataType extends HostObject {
  constructor(readonly type: ColumnType) {
    super();
  }

  override equals(other: unknown): boolean {
    return other instanceof DataType && other.type === this.type;
  }

  attribute(name: string): unknown {
    return name === '__class__' ? this.type : undefined;
  }

  toString(): string {
    return `<agate.data_types.${this.type}>`;
  }
}

function jsonValue(value: unknown): unknown {
  if (value instanceof PyDecimal) return value.toNumber();
  if (value instanceof HostObject) return value.toString();
  const plain = toPlain(value);
  return typeof plain === 'bigint' ? Number(plain) : plain;
}

/** What agate hands to Python's JSON: Decimals as floats, times in ISO's form. */
function writtenValue(value: unknown): unknown {
  if (value instanceof PyDecimal) return new Float(value.toNumber());
  if (value instanceof PyDateTime) return value.isoformat('T');
  return value instanceof HostObject ? value.toString() : value;
}

function cellOf(value: unknown, type: ColumnType, places: number): string | { readonly number: string } {
  const text = value === null ? '' : type === 'Number' ? numberText(value, places) : toText(value);
  return type === 'Text' ? text : { number: text };
}

const MOST_PLACES = 3;

/** As many digits behind the point as the column's finest number has. */
function placesOf(rows: readonly (readonly unknown[])[], index: number): number {
  const places = rows.map(({ [index]: value }) => (value instanceof PyDecimal ? value.normalized().places : 0));
  return Math.max(0, ...places);
}

/** All numbers of a column show the same places, at most three of them and an ellipsis. */
function numberText(value: unknown, places: number): string {
  const number = value instanceof PyDecimal ? value.toNumber() : Number(toText(value));
  const shown = Math.min(places, MOST_PLACES);
  const text = number.toLocaleString('en-US', { minimumFractionDigits: shown, maximumFractionDigits: shown });
  return places > MOST_PLACES ? `${text}…` : text;
}

type TableMethod = (table: Table, args: readonly unknown[], kwargs: Kwargs) => unknown;

function keysOf(value: unknown): unknown[] {
  return typeof value === 'string' || isNumeric(value) ? [value] : toList(value);
}

const TABLE_METHODS: Readonly<Record<string, TableMethod>> = {
  select: (table, [key]) => table.pick(keysOf(key).map((each) => table.indexOf(each))),
  exclude: (table, [key]) => {
    const left = new Set(keysOf(key).map((each) => table.indexOf(each)));
    return table.pick(table.columnNames.map((_, index) => index).filter((index) => !left.has(index)));
  },
  rename: (table, args, kwargs) => {
    const { column_names: names } = bindArguments(
      'rename',
      ['column_names', 'row_names', 'slug_columns', 'slug_rows'],
      args,
      kwargs,
    );
    if (!isMapping(names)) return isUndefined(names) || names === null ? table : table.renamed(toList(names).map(toText));
    const renames = toPlain(names) as Record<string, string>;
    return table.renamed(table.columnNames.map((name) => renames[name] ?? name));
  },
  where: (table, [test]) => filterRows(table, test as Callable),
  find: async (table, [test]) => (await filterRows(table, test as Callable)).row(0) ?? null,
  order_by: (table, [key, reverse], kwargs) => {
    const indexes = keysOf(key).map((each) => table.indexOf(each));
    const direction = isTrue(reverse ?? kwargs.get('reverse') ?? false) ? -1 : 1;
    return table.withRows([...table.matrix].sort((a, b) => direction * compareRows(a, b, indexes)));
  },
  limit: (table, [first, second, step], kwargs) => {
    const only = second === undefined && kwargs.size === 0;
    const [start, stop] = only ? [0, first] : [first ?? kwargs.get('start') ?? 0, second ?? kwargs.get('stop')];
    const by = isNumeric(step) ? toNumber(step) : 1;
    const rows = table.matrix.slice(isNumeric(start) ? toNumber(start) : 0, isNumeric(stop) ? toNumber(stop) : undefined);
    return table.withRows(rows.filter((_, index) => index % by === 0));
  },
  distinct: (table, [key]) => {
    const indexes =
      isUndefined(key) || key === null
        ? table.columnNames.map((_, index) => index)
        : keysOf(key).map((each) => table.indexOf(each));
    const seen: unknown[][] = [];
    const rows = table.matrix.filter((row) => {
      const values = indexes.map((index) => row[index]);
      if (seen.some((other) => isEqual(other, values))) return false;
      seen.push(values);
      return true;
    });
    return table.withRows(rows);
  },
  print_table: (table, args, kwargs) => {
    const bound = bindArguments(
      'print_table',
      ['max_rows', 'max_columns', 'output', 'max_column_width', 'locale', 'max_precision'],
      args,
      kwargs,
    );
    const limit = (name: string, fallback: number): number | null => {
      const value = bound[name];
      return value === null ? null : isNumeric(value) ? toNumber(value) : fallback;
    };
    const maxColumnWidth = limit('max_column_width', 20);
    table.say(table.print({ maxRows: limit('max_rows', 20), maxColumns: limit('max_columns', 6), maxColumnWidth }));
    return null;
  },
  print_structure: (table) => {
    table.say(table.structure());
    return null;
  },
  print_json: (table) => {
    table.say(table.toJson());
    return null;
  },
  print_csv: (table) => {
    table.say(csvOf(table));
    return null;
  },
  aggregate: () => {
    throw dbtError('Runtime', 'Aggregations of agate are Python classes and cannot be reached from a template');
  },
};

function csvOf({ columnNames, matrix }: Table): string {
  const cell = (value: unknown): string => {
    const text = value === null ? '' : toText(value instanceof PyDateTime ? value.isoformat('T') : value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columnNames, ...matrix].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

async function filterRows(table: Table, test: Callable): Promise<Table> {
  const kept: (readonly unknown[])[] = [];
  for (const values of table.matrix)
    if (isTrue(await test.body([new Row(table.columnNames, values)], new Map()))) kept.push(values);
  return table.withRows(kept);
}

/** Nulls come last, as agate sorts. */
function compareRows(a: readonly unknown[], b: readonly unknown[], indexes: readonly number[]): number {
  for (const index of indexes) {
    const [left, right] = [a[index] ?? null, b[index] ?? null];
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1;
      continue;
    }
    const order = compareValues(left, right);
    if (order !== 0) return order;
  }
  return 0;
}
