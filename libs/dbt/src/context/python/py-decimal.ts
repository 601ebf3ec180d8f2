import { Float, isNumeric, toNumber, toText } from '@weft/jinja';
import { type Method, method, PyValue, typeError } from './py-value.js';

const PRECISION = 28;

/** Python's Decimal: exact, prints the digits that it has; arithmetic keeps 28 of them. */
export class PyDecimal extends PyValue {
  private constructor(
    readonly coefficient: bigint,
    readonly exponent: number,
    /** Infinity, -Infinity or NaN; null for a number. */
    readonly special: string | null = null,
  ) {
    super();
  }

  static of(value: string | number | bigint): PyDecimal {
    const text = String(value).trim();
    if (/^[-+]?inf(inity)?$/i.test(text)) return new PyDecimal(0n, 0, text.startsWith('-') ? '-Infinity' : 'Infinity');
    if (/^nan$/i.test(text)) return new PyDecimal(0n, 0, 'NaN');
    const match = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text);
    if (!match || `${match[2] ?? ''}${match[3] ?? ''}` === '') throw typeError(`invalid decimal: ${text}`);
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
    const digits = BigInt(`${whole}${fraction}`);
    return new PyDecimal(sign === '-' ? -digits : digits, Number(exponent) - fraction.length);
  }

  /** A float as Python's Decimal(repr(x)) takes it. */
  static ofFloat(value: number): PyDecimal {
    if (!Number.isFinite(value)) return PyDecimal.of(String(value));
    return PyDecimal.of(toText(new Float(value)));
  }

  static isNumber(text: string): boolean {
    return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text);
  }

  override toNumber(): number {
    return this.special === null ? Number(`${this.coefficient}e${this.exponent}`) : Number(this.special);
  }

  /** Digits behind the point. */
  get places(): number {
    return Math.max(0, -this.exponent);
  }

  get isInteger(): boolean {
    return this.special === null && (this.exponent >= 0 || this.coefficient % 10n ** BigInt(-this.exponent) === 0n);
  }

  /** Without the zeros at its end. */
  normalized(): PyDecimal {
    let [coefficient, exponent] = [this.coefficient, this.exponent];
    if (coefficient === 0n) return new PyDecimal(0n, 0, this.special);
    while (coefficient % 10n === 0n) [coefficient, exponent] = [coefficient / 10n, exponent + 1];
    return new PyDecimal(coefficient, exponent, this.special);
  }

  rounded(places: number): PyDecimal {
    const shift = -places - this.exponent;
    if (this.special !== null || shift <= 0)
      return new PyDecimal(this.coefficient * 10n ** BigInt(Math.max(0, -shift)), -places, this.special);
    return new PyDecimal(divideEven(this.coefficient, 10n ** BigInt(shift)), -places);
  }

  private aligned(other: PyDecimal): [bigint, bigint, number] {
    const exponent = Math.min(this.exponent, other.exponent);
    const scale = (value: PyDecimal): bigint => value.coefficient * 10n ** BigInt(value.exponent - exponent);
    return [scale(this), scale(other), exponent];
  }

  private kept(coefficient: bigint, exponent: number): PyDecimal {
    const digits = (coefficient < 0n ? -coefficient : coefficient).toString().length;
    if (digits <= PRECISION) return new PyDecimal(coefficient, exponent);
    return new PyDecimal(divideEven(coefficient, 10n ** BigInt(digits - PRECISION)), exponent + digits - PRECISION);
  }

  override equals(other: unknown): boolean {
    return this.compare(other) === 0;
  }

  override compare(other: unknown): number | undefined {
    const number = decimalOf(other, true);
    if (!number || number.special === 'NaN' || this.special === 'NaN') return undefined;
    if (this.special !== null || number.special !== null) return this.toNumber() - number.toNumber();
    const [a, b] = this.aligned(number);
    return a < b ? -1 : Number(a > b);
  }

  override operate(operator: string, other: unknown, reflected: boolean): unknown {
    const number = decimalOf(other, false);
    if (!number) return undefined;
    const [left, right] = reflected ? [number, this] : [this, number];
    return left.calculate(operator, right);
  }

  private calculate(operator: string, other: PyDecimal): unknown {
    const [a, b, exponent] = this.aligned(other);
    switch (operator) {
      case '+':
        return this.kept(a + b, exponent);
      case '-':
        return this.kept(a - b, exponent);
      case '*':
        return this.kept(this.coefficient * other.coefficient, this.exponent + other.exponent);
      case '/':
        return this.divide(other);
      case '//':
        return divisor(b) && new PyDecimal(a / b, 0);
      case '%':
        return divisor(b) && new PyDecimal(a % b, exponent);
      case '**':
        return other.isInteger && other.toNumber() >= 0
          ? this.kept(this.coefficient ** BigInt(other.toNumber()), this.exponent * other.toNumber())
          : PyDecimal.of(this.toNumber() ** other.toNumber());
      default:
        return undefined;
    }
  }

  private divide(other: PyDecimal): PyDecimal {
    divisor(other.coefficient);
    const scale = PRECISION + other.coefficient.toString().length;
    const quotient = this.kept(
      (this.coefficient * 10n ** BigInt(scale)) / other.coefficient,
      this.exponent - other.exponent - scale,
    );
    const plain = quotient.normalized();
    const ideal = this.exponent - other.exponent;
    return plain.exponent > ideal ? new PyDecimal(plain.coefficient * 10n ** BigInt(plain.exponent - ideal), ideal) : plain;
  }

  override negate(): PyDecimal {
    return new PyDecimal(-this.coefficient, this.exponent, this.special === 'Infinity' ? '-Infinity' : this.special);
  }

  override isTrue(): boolean {
    return this.special !== null || this.coefficient !== 0n;
  }

  protected field(name: string): unknown {
    return name === 'real' ? this : name === 'imag' ? 0 : undefined;
  }

  protected method(name: string): Method<never> | undefined {
    return Object.hasOwn(METHODS, name) ? (METHODS[name] as Method<never>) : undefined;
  }

  toString(): string {
    if (this.special !== null) return this.special;
    const sign = this.coefficient < 0n ? '-' : '';
    const digits = (this.coefficient < 0n ? -this.coefficient : this.coefficient).toString();
    const adjusted = this.exponent + digits.length - 1;
    if (this.exponent <= 0 && adjusted >= -6) return sign + placePoint(digits, this.exponent);
    const mantissa = digits.length > 1 ? `${digits.charAt(0)}.${digits.slice(1)}` : digits;
    return `${sign}${mantissa}E${adjusted < 0 ? '' : '+'}${adjusted}`;
  }

  toJSON(): number {
    return this.toNumber();
  }

  repr(): string {
    return `Decimal('${this.toString()}')`;
  }
}

function placePoint(digits: string, exponent: number): string {
  if (exponent === 0) return digits;
  const padded = digits.padStart(1 - exponent, '0');
  return `${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

function divisor(value: bigint): true {
  if (value === 0n) throw typeError('division by zero');
  return true;
}

/** Half to even, as Python rounds. */
function divideEven(value: bigint, by: bigint): bigint {
  const [quotient, rest] = [value / by, value % by];
  const double = (rest < 0n ? -rest : rest) * 2n;
  const up = double > by || (double === by && quotient % 2n !== 0n);
  return up ? quotient + (value < 0n ? -1n : 1n) : quotient;
}

function decimalOf(value: unknown, floats: boolean): PyDecimal | null {
  if (value instanceof PyDecimal) return value;
  if (value instanceof Float) return floats ? PyDecimal.ofFloat(value.value) : null;
  if (typeof value === 'bigint') return PyDecimal.of(value);
  return isNumeric(value) && (floats || Number.isInteger(toNumber(value))) ? PyDecimal.of(toNumber(value)) : null;
}

const METHODS: Readonly<Record<string, Method<PyDecimal>>> = {
  quantize: method(['exp'], (self, { exp }) => self.rounded(exp instanceof PyDecimal ? exp.places : 0)),
  normalize: method([], (self) => self.normalized()),
  to_integral_value: method([], (self) => self.rounded(0)),
  is_nan: method([], (self) => self.special === 'NaN'),
  is_finite: method([], (self) => self.special === null),
};
