import {
  bindArguments,
  callable,
  type Callable,
  HostObject,
  isNumeric,
  isUndefined,
  type Kwargs,
  toNumber,
  toText,
} from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import type { Dialect } from './dialect.js';

interface ColumnParts {
  readonly name: string;
  readonly dtype: string;
  readonly charSize?: number | null;
  readonly precision?: unknown;
  readonly scale?: unknown;
}

/** A column as templates handle it. */
export class Column extends HostObject {
  readonly name: string;
  readonly dtype: string;
  readonly charSize: number | null;
  readonly precision: unknown;
  readonly scale: unknown;

  constructor(
    private readonly dialect: Dialect,
    { name, dtype, charSize = null, precision = null, scale = null }: ColumnParts,
  ) {
    super();
    [this.name, this.dtype, this.charSize, this.precision, this.scale] = [name, dtype, charSize, precision, scale];
  }

  /** `varchar(20)` -> type, size; `decimal(10,2)` -> type, precision, scale. */
  static describe(dialect: Dialect, name: string, type: string): Column {
    if (dialect.type === 'trino' && !/^(varchar|char|decimal)/i.test(type)) return new Column(dialect, { name, dtype: type });
    const match = /^([^(]+)(\([^)]+\))?([\w ]+)?/.exec(type);
    if (!match) throw dbtError('Runtime', `Could not interpret data type "${type}"`);
    const [, base = '', size, suffix] = match;
    const dtype = dialect.type === 'trino' ? base + (suffix ?? '') : base;
    const numbers =
      size === undefined
        ? []
        : size
            .slice(1, -1)
            .split(',')
            .map((text) => sizeOf(text, type));
    if (numbers.length === 2) return new Column(dialect, { name, dtype, precision: numbers[0], scale: numbers[1] });
    return new Column(dialect, { name, dtype, charSize: numbers.length === 1 ? (numbers[0] ?? null) : null });
  }

  get isString(): boolean {
    return this.dialect.column.strings.includes(this.dtype.toLowerCase());
  }

  get isInteger(): boolean {
    return this.dialect.column.integers.includes(this.dtype.toLowerCase());
  }

  get isFloat(): boolean {
    return this.dialect.column.floats.includes(this.dtype.toLowerCase());
  }

  get isNumeric(): boolean {
    return this.dialect.column.numerics.includes(this.dtype.toLowerCase());
  }

  private get unbounded(): boolean {
    return this.dialect.column.keepsUnbounded && this.dtype.toLowerCase() === 'varchar' && this.charSize === null;
  }

  get stringSize(): number {
    if (!this.isString) throw dbtError('Runtime', 'Called string_size() on non-string field!');
    if (this.unbounded) return this.dialect.column.unboundedSize;
    return this.dtype === 'text' || this.charSize === null ? 256 : this.charSize;
  }

  get dataType(): string {
    if (this.unbounded) return this.dtype;
    if (this.isString) return this.dialect.column.stringType(this.stringSize);
    return this.isNumeric ? numericType(this.dtype, this.precision, this.scale) : this.dtype;
  }

  get quoted(): string {
    return `"${this.name}"`;
  }

  canExpandTo(other: Column): boolean {
    return this.isString && other.isString && other.stringSize > this.stringSize;
  }

  /** A struct's fields as columns `a.b`; any other column is itself. */
  flatten(): Column[] {
    const inner = /^struct\((.*)\)$/is.exec(this.dtype)?.[1];
    if (this.dialect.type !== 'duckdb' || inner === undefined) return [this];
    return splitFields(inner).flatMap((field) => {
      const [name = '', dtype = ''] = /^(\S+)\s+(.*)$/s.exec(field)?.slice(1) ?? [];
      return new Column(this.dialect, { name, dtype })
        .flatten()
        .map((column) => new Column(this.dialect, { name: `${this.name}.${column.name}`, dtype: column.dtype }));
    });
  }

  override equals(other: unknown): boolean {
    return other instanceof Column && other.repr() === this.repr();
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'name':
      case 'column':
        return this.name;
      case 'dtype':
      case 'quoted':
        return this[name];
      case 'data_type':
      case 'expanded_data_type':
        return this.dataType;
      case 'char_size':
        return this.charSize;
      case 'numeric_precision':
        return this.precision;
      case 'numeric_scale':
        return this.scale;
      case 'fields':
        return this.flatten().filter((column) => column !== this);
      default:
        return COLUMN_METHODS.get(name)?.(this);
    }
  }

  toString(): string {
    return this.repr();
  }

  override repr(): string {
    const text = (value: unknown): string => (value === null ? 'None' : toText(value));
    const sizes = `char_size=${text(this.charSize)}, numeric_precision=${text(this.precision)}, numeric_scale=${text(this.scale)}`;
    const fields = this.dialect.type === 'duckdb' ? ', fields=[]' : '';
    return `${this.className}(column='${this.name}', dtype='${this.dtype}', ${sizes}${fields})`;
  }

  private get className(): string {
    return this.dialect.type === 'duckdb' ? 'DuckDBColumn' : this.dialect.type === 'trino' ? 'TrinoColumn' : 'Column';
  }
}

function sizeOf(text: string, type: string): number {
  const size = Number(text);
  if (text.trim() !== '' && Number.isInteger(size)) return size;
  throw dbtError('Runtime', `Could not interpret data_type "${type}": could not convert "${text}" to an integer`);
}

function splitFields(text: string): string[] {
  const fields: string[] = [''];
  let depth = 0;
  for (const char of text) {
    depth += char === '(' ? 1 : char === ')' ? -1 : 0;
    if (char === ',' && depth === 0) fields.push('');
    else fields[fields.length - 1] += char;
  }
  return fields.map((field) => field.trim());
}

function numericType(dtype: string, precision: unknown, scale: unknown): string {
  if (precision === null || scale === null || isUndefined(precision) || isUndefined(scale)) return dtype;
  return `${dtype}(${toText(precision)},${toText(scale)})`;
}

type ColumnMethod = (column: Column) => Callable;

function method(name: string, call: (column: Column, args: readonly unknown[]) => unknown): [string, ColumnMethod] {
  return [name, (column) => callable(name, (args) => call(column, args))];
}

const COLUMN_METHODS: ReadonlyMap<string, ColumnMethod> = new Map([
  method('is_string', (column) => column.isString),
  method('is_integer', (column) => column.isInteger),
  method('is_float', (column) => column.isFloat),
  method('is_numeric', (column) => column.isNumeric),
  method('is_number', (column) => column.isInteger || column.isNumeric || column.isFloat),
  method('is_struct', (column) => column.dtype.toLowerCase().startsWith('struct')),
  method('flatten', (column) => column.flatten()),
  method('string_size', (column) => column.stringSize),
  method('can_expand_to', (column, [other]) => other instanceof Column && column.canExpandTo(other)),
  method('literal', (column, [value]) => `${toText(value)}::${column.dataType}`),
]);

/** `api.Column`: the class. */
export class ColumnClass extends HostObject {
  constructor(private readonly dialect: Dialect) {
    super();
  }

  override call(args: readonly unknown[], kwargs: Kwargs): Column {
    const names = ['column', 'dtype', 'char_size', 'numeric_precision', 'numeric_scale'];
    const bound = bindArguments('Column', names, args, kwargs);
    const size = bound['char_size'];
    return new Column(this.dialect, {
      name: toText(bound['column']),
      dtype: toText(bound['dtype']),
      charSize: isNumeric(size) ? toNumber(size) : null,
      precision: bound['numeric_precision'] ?? null,
      scale: bound['numeric_scale'] ?? null,
    });
  }

  translate(type: string): string {
    return this.dialect.column.labels[type.toUpperCase()] ?? type;
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'translate_type':
        return callable(name, ([type]) => this.translate(toText(type)));
      case 'create':
        return callable(name, ([column, type], kwargs) => {
          const label = toText(type ?? kwargs.get('label_or_dtype'));
          return new Column(this.dialect, { name: toText(column ?? kwargs.get('name')), dtype: this.translate(label) });
        });
      case 'string_type':
        return callable(name, ([size]) => this.dialect.column.stringType(isNumeric(size) ? toNumber(size) : NaN));
      case 'numeric_type':
        return callable(name, ([type, precision, scale]) => numericType(toText(type), precision ?? null, scale ?? null));
      case 'from_description':
        return callable(name, ([column, type], kwargs) =>
          Column.describe(this.dialect, toText(column ?? kwargs.get('name')), toText(type ?? kwargs.get('raw_data_type'))),
        );
      case 'TYPE_LABELS':
        return new Map(Object.entries(this.dialect.column.labels));
      default:
        return undefined;
    }
  }

  toString(): string {
    const { type } = this.dialect;
    const name =
      type === 'duckdb' ? 'duckdb.column.DuckDBColumn' : type === 'trino' ? 'trino.column.TrinoColumn' : 'base.column.Column';
    return `<class 'dbt.adapters.${name}'>`;
  }
}
