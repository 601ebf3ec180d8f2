/** The Trino types that the binder computes with. A column of any other type is `other`: it is known by name only. */
export type TrinoType =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'varchar'; readonly length: number | null }
  | { readonly kind: 'timestamp'; readonly precision: number }
  | { readonly kind: 'other'; readonly text: string };

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
  return { kind: 'other', text: normal };
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
    case 'other':
      return type.text;
    default:
      return type.kind;
  }
}

export function isSameType(a: TrinoType, b: TrinoType): boolean {
  return renderTrinoType(a) === renderTrinoType(b);
}

/** The type to which Trino brings both sides of a comparison, a union or a CASE; null where it refuses. */
export function commonType(a: TrinoType, b: TrinoType): TrinoType | null {
  if (isSameType(a, b)) return a;
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (isNumeric(a) && isNumeric(b)) return commonNumericType(a, b);
  if (a.kind === 'varchar' && b.kind === 'varchar') {
    return varcharType(a.length === null || b.length === null ? null : Math.max(a.length, b.length));
  }
  if (a.kind === 'timestamp' && b.kind === 'timestamp') return timestampType(Math.max(a.precision, b.precision));
  if (a.kind === 'date' && b.kind === 'timestamp') return b;
  if (a.kind === 'timestamp' && b.kind === 'date') return a;
  return null;
}

/** Whether Trino stores values of one type in a column of another by itself: what widens, and texts of any length. */
export function canAssign(from: string, to: string): boolean {
  const [source, target] = [parseTrinoType(from), parseTrinoType(to)];
  const common = commonType(source, target);
  return common !== null && (isSameType(common, target) || (common.kind === target.kind && !isNumeric(target)));
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
