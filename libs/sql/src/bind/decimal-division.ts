import { decimalType, MAX_DECIMAL_PRECISION, type TrinoType } from '../types/trino-type.js';
import { castText } from './duckdb-text.js';

export interface DecimalOperand {
  readonly sql: string;
  readonly precision: number;
  readonly scale: number;
}

/** The type of `a / b`, as Trino computes it; null where it, or the way to it, has more than 38 digits. */
export function quotientType(a: DecimalOperand, b: DecimalOperand): TrinoType | null {
  const scale = Math.max(a.scale, b.scale);
  const precision = a.precision + b.scale + Math.max(b.scale - a.scale, 0);
  const widest = Math.max(
    precision + scale + 1,
    a.precision + a.scale + 1,
    b.precision + b.scale + 1,
    a.precision + scale - a.scale + b.scale + 1,
  );
  return widest > MAX_DECIMAL_PRECISION ? null : decimalType(precision, scale);
}

/** Trino rounds the quotient half away from zero at its scale: computed with whole numbers, since DuckDB's is a DOUBLE. */
export function quotientText(a: DecimalOperand, b: DecimalOperand, type: Extract<TrinoType, { kind: 'decimal' }>): string {
  const shift = type.scale - a.scale + b.scale;
  const dividend = shift === 0 ? unscaled(a) : `${unscaled(a)} * CAST(${power(shift)} AS HUGEINT)`;
  return roundedText(`[${dividend}, ${unscaled(b)}]`, type);
}

/** A pair of whole numbers, divided: the quotient's last digit is the last of the type's scale. */
export function roundedText(pair: string, type: Extract<TrinoType, { kind: 'decimal' }>): string {
  const rounded = '((2 * abs(v[1]) + abs(v[2])) // (2 * abs(v[2])))';
  const negative = '(v[1] < 0) <> (v[2] < 0)';
  const whole = `list_transform([${pair}], lambda v: CASE WHEN v[1] IS NULL OR v[2] IS NULL THEN NULL WHEN v[2] = 0 THEN error('Division by zero') WHEN ${negative} THEN - ${rounded} ELSE ${rounded} END)[1]`;
  return scaled(whole, type);
}

/** The value without its point: 1.25 -> 125. */
export function unscaled({ sql, scale }: DecimalOperand): string {
  if (scale === 0) return `CAST(${sql} AS HUGEINT)`;
  return `CAST(${sql} * CAST(${power(scale)} AS DECIMAL(${scale + 1},0)) AS HUGEINT)`;
}

function scaled(sql: string, type: Extract<TrinoType, { kind: 'decimal' }>): string {
  const { precision, scale } = type;
  const whole = `CAST(${sql} AS DECIMAL(${precision},0))`;
  if (scale === 0) return castText(whole, type);
  return castText(`${whole} * CAST('0.${'0'.repeat(scale - 1)}1' AS DECIMAL(${scale + 1},${scale}))`, type);
}

function power(digits: number): string {
  return `1${'0'.repeat(digits)}`;
}
