import { renderFloat } from './float.js';

/** `1234567` -> `1,234,567`. */
export function grouped(digits: string, separator: string, size = 3): string {
  return digits.replace(new RegExp(`\\B(?=(?:[0-9a-fA-F]{${size}})+$)`, 'g'), separator);
}

/** A float by `e`, `f`, `g` or `%`, without its sign; JavaScript rounds the exact value, as C does, but ties away from zero. */
export function renderKind(value: number, kind: string, digits: number | undefined): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : 'inf';
  switch (kind) {
    case 'e':
      return exponent(exponential(value, digits ?? 6));
    case 'f':
      return fixed(value, digits ?? 6);
    case '%':
      return `${fixed(value * 100, digits ?? 6)}%`;
    case 'g':
      return general(value, digits ?? 6);
    default:
      return digits === undefined ? renderFloat(value) : general(value, digits, true);
  }
}

/** With a tie to the even digit: `0.5` -> `0`, `2.5` -> `2`. */
export function fixed(value: number, digits: number): string {
  const exact =
    value >= 1e21 ? `${BigInt(value)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}` : value.toFixed(Math.min(digits, 100));
  if (digits > 20 || value >= 1e21) return exact;
  const [whole = '', fraction = ''] = value.toFixed(Math.min(100, digits + 60)).split('.');
  const isTie = /^50*$/.test(fraction.slice(digits));
  if (!isTie) return exact;
  const kept = whole + fraction.slice(0, digits);
  const rounded = Number(kept.at(-1)) % 2 === 0 ? kept : String(BigInt(kept) + 1n).padStart(kept.length, '0');
  return digits === 0 ? rounded : `${rounded.slice(0, rounded.length - digits)}.${rounded.slice(-digits)}`;
}

function exponential(value: number, digits: number): string {
  return value.toExponential(Math.min(digits, 100));
}

function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Significant digits; without zeros at the end, and with an exponent where it is shorter. */
function general(value: number, digits: number, keepsPoint = false): string {
  const precision = digits === 0 ? 1 : digits;
  const [mantissa = '', power = '0'] = exponential(value, precision - 1).split('e');
  const size = Number(power);
  if (size >= -4 && size < precision - (keepsPoint ? 1 : 0)) {
    const text = trimmed(fixed(value, precision - 1 - size));
    return keepsPoint && !text.includes('.') ? `${text}.0` : text;
  }
  return exponent(`${trimmed(mantissa)}e${size < 0 ? '-' : '+'}${Math.abs(size)}`);
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
