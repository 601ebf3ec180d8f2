/** The Trino types that the binder computes with. A column of any other type is `other`: it is known by name only. */
export type TrinoType =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'varchar'; readonly length: number | null }
  | { readonly kind: 'timestamp'; readonly precision: number }
  | ZonedType
  | { readonly kind: 'array'; readonly element: TrinoType }
  | { readonly kind: 'other'; readonly text: string };

/** `timestamp with time zone`: DuckDB keeps the instant only, so that the zone is known with the type, or not at all (null). */
export interface ZonedType {
  readonly kind: 'timestamptz';
  readonly precision: number;
  readonly zone: string | null;
  /** A view's column: DuckDB does not keep its precision. */
  readonly vague: boolean;
}

export type SimpleKind = (typeof SIMPLE_KINDS)[number];
export type TypeKind = TrinoType['kind'];

const SIMPLE_KINDS = [
  ...(['unknown', 'boolean', 'tinyint', 'smallint', 'integer', 'bigint', 'real', 'double', 'date', 'varbinary'] as const),
] as const;

/** Narrow to wide: an operation on two of them has the wider type. */
const INTEGERS: readonly TypeKind[] = ['tinyint', 'smallint', 'integer', 'bigint'];

/** How many digits a decimal needs to hold each of the integers. */
const INTEGER_DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };

export const MAX_DECIMAL_PRECISION = 38;

export const simpleType = (kind: SimpleKind): TrinoType => ({ kind });
export const varcharType = (length: number | null): TrinoType => ({ kind: 'varchar', length });
export const decimalType = (precision: number, scale: number): TrinoType => ({ kind: 'decimal', precision, scale });
export const timestampType = (precision: number): TrinoType => ({ kind: 'timestamp', precision });

export const arrayType = (element: TrinoType): TrinoType => ({ kind: 'array', element });
export const zonedType = (precision: number, zone: string | null = 'UTC', vague = false): ZonedType => ({
  kind: 'timestamptz',
  precision,
  zone,
  vague,
});

export function isInteger(type: TrinoType): boolean {
  return INTEGERS.includes(type.kind);
}

export function isNumeric(type: TrinoType): boolean {
  return isInteger(type) || type.kind === 'decimal' || type.kind === 'real' || type.kind === 'double';
}

/** `varchar(10)`, as Trino writes it -> the type. */
export function parseTrinoType(text: string): TrinoType {
  const normal = text.trim().toLowerCase();
  const simple = SIMPLE_KINDS.find((kind) => kind === normal);
  if (simple) return { kind: simple };
  if (normal === 'varchar') return varcharType(null);
  const [, name, first, second] = /^(varchar|decimal|timestamp)\((\d+)(?:,\s*(\d+))?\)$/.exec(normal) ?? [];
  if (name === 'varchar' && second === undefined) return varcharType(Number(first));
  if (name === 'decimal') return decimalType(Number(first), Number(second ?? 0));
  if (name === 'timestamp' && second === undefined) return timestampType(Number(first));
  const element = /^array\((.*)\)$/.exec(normal)?.[1];
  if (element !== undefined) return arrayType(parseTrinoType(element));
  const zoned = /^timestamp\((\d+)\) with time zone$/.exec(normal);
  return zoned ? zonedType(Number(zoned[1])) : { kind: 'other', text: normal };
}

/** The type as Trino writes it. */
export function renderTrinoType(type: TrinoType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'varchar':
      return type.length === null ? 'varchar' : `varchar(${type.length})`;
    case 'timestamp':
      return `timestamp(${type.precision})`;
    case 'timestamptz':
      return `timestamp(${type.precision}) with time zone`;
    case 'array':
      return `array(${renderTrinoType(type.element)})`;
    case 'other':
      return type.text;
    default:
      return type.kind;
  }
}

export function isSameType(a: TrinoType, b: TrinoType): boolean {
  if (a.kind === 'array' && b.kind === 'array') return isSameType(a.element, b.element);
  if (renderTrinoType(a) !== renderTrinoType(b)) return false;
  return a.kind !== 'timestamptz' || b.kind !== 'timestamptz' || (a.zone === b.zone && a.vague === b.vague);
}

/** The type to which Trino brings both sides of a comparison, a union or a CASE; null where it refuses. */
export function commonType(a: TrinoType, b: TrinoType): TrinoType | null {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'timestamptz' || b.kind === 'timestamptz') return commonZonedType(a, b);
  if (isSameType(a, b)) return a;
  if (a.kind === 'array' && b.kind === 'array') {
    const element = commonType(a.element, b.element);
    return element && arrayType(element);
  }
  if (isNumeric(a) && isNumeric(b)) return commonNumericType(a, b);
  if (a.kind === 'varchar' && b.kind === 'varchar') {
    return varcharType(a.length === null || b.length === null ? null : Math.max(a.length, b.length));
  }
  if (a.kind === 'timestamp' && b.kind === 'timestamp') return timestampType(Math.max(a.precision, b.precision));
  if (a.kind === 'date' && b.kind === 'timestamp') return b;
  if (a.kind === 'timestamp' && b.kind === 'date') return a;
  return null;
}

/** What has no zone is brought to the session's, which is UTC. */
function commonZonedType(a: TrinoType, b: TrinoType): TrinoType | null {
  const [left, right] = [asZoned(a), asZoned(b)];
  if (!left || !right) return null;
  const precision = Math.max(left.precision, right.precision);
  return zonedType(precision, left.zone === right.zone ? left.zone : null, left.vague || right.vague);
}

function asZoned(type: TrinoType): ZonedType | null {
  if (type.kind === 'timestamptz') return type;
  if (type.kind === 'timestamp') return zonedType(type.precision);
  return type.kind === 'date' ? zonedType(0) : null;
}

const TIMES: readonly TypeKind[] = ['date', 'timestamp', 'timestamptz'];

/** Whether Trino stores values of one type in a column of another by itself: any number in any other, any time in any other. */
export function canAssign(from: TrinoType, to: TrinoType): boolean {
  if (from.kind === 'unknown' || isSameType(from, to)) return true;
  if (from.kind === 'varchar') return to.kind === 'varchar';
  return (isNumeric(from) && isNumeric(to)) || (TIMES.includes(from.kind) && TIMES.includes(to.kind));
}

function commonNumericType(a: TrinoType, b: TrinoType): TrinoType | null {
  if (a.kind === 'double' || b.kind === 'double') return simpleType('double');
  if (a.kind === 'real' || b.kind === 'real') return simpleType('real');
  if (isInteger(a) && isInteger(b)) return INTEGERS.indexOf(a.kind) > INTEGERS.indexOf(b.kind) ? a : b;
  const left = asDecimal(a);
  const right = asDecimal(b);
  const scale = Math.max(left.scale, right.scale);
  const precision = Math.max(left.precision - left.scale, right.precision - right.scale) + scale;
  return precision > MAX_DECIMAL_PRECISION ? null : decimalType(precision, scale);
}

/** The decimal that holds every value of an integer type; a decimal itself. */
export function asDecimal(type: TrinoType): { readonly precision: number; readonly scale: number } {
  if (type.kind === 'decimal') return type;
  return { precision: INTEGER_DIGITS[type.kind] ?? MAX_DECIMAL_PRECISION, scale: 0 };
}
