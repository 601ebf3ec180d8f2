/** A Python float: JavaScript has one number type, and `4 / 2` must print 2.0. A number that is no integer is a float too. */
export class Float {
  constructor(readonly value: number) {}

  toJSON(): number {
    return this.value;
  }
}

export type Numeric = number | bigint | boolean | Float;

export function isNumeric(value: unknown): value is Numeric {
  return ['number', 'bigint', 'boolean'].includes(typeof value) || value instanceof Float;
}

export function isFloat(value: unknown): boolean {
  return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value));
}

export function toNumber(value: Numeric): number {
  return value instanceof Float ? value.value : Number(value);
}

/** An integer as the smallest thing that holds it exactly. */
export function toInteger(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** Python's repr of a float. */
export function renderFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
