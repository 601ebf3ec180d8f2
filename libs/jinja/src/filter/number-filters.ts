import { TemplateError } from '../template.errors.js';
import { asInteger } from '../method/arguments.js';
import { negate } from '../value/arithmetic.js';
import { Float, isFloat, isNumeric, toInteger, toNumber } from '../value/float.js';
import { fixed } from '../value/format-number.js';
import { HostObject } from '../value/host-object.js';
import { toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { typeName } from '../value/type-name.js';
import { Undefined } from '../value/undefined.js';
import { type FilterTable, withArguments } from './filter.js';

/** Filters over numbers, and into them. */
export const NUMBER_FILTERS: FilterTable = {
  int: withArguments(
    'int',
    ['default', 'base'],
    (value, { default: fallback = 0, base = 10 }) => integer(value, asInteger(base)) ?? fallback,
  ),
  float: withArguments('float', ['default'], (value, { default: fallback = new Float(0) }) => float(value) ?? fallback),
  abs: (value) => {
    if (value instanceof Undefined) throw value.fail();
    if (!isNumeric(value)) throw new TemplateError('type', `bad operand type for abs(): '${typeName(value)}'`);
    if (typeof value === 'boolean') return Number(value);
    if (isFloat(value)) return new Float(Math.abs(toNumber(value)));
    return toNumber(value) < 0 ? negate(value) : value;
  },
  round: withArguments('round', ['precision', 'method'], (value, { precision = 0, method = 'common' }) => {
    if (method !== 'common' && method !== 'ceil' && method !== 'floor') {
      throw new TemplateError('type', 'method must be common, ceil or floor');
    }
    return rounded(value, asInteger(precision), method);
  }),
  filesizeformat: withArguments('filesizeformat', ['binary'], (value, { binary }) => fileSize(value, isTrue(binary))),
};

const BASES: Readonly<Record<number, RegExp>> = {
  2: /^(?:0[bB])?([01]+)$/,
  8: /^(?:0[oO])?([0-7]+)$/,
  16: /^(?:0[xX])?([\da-fA-F]+)$/,
};

/** Python's int() of a number or a text, then int(float()); undefined where neither can be. */
function integer(value: unknown, base: number): number | bigint | undefined {
  if (value instanceof Undefined) throw value.fail();
  if (typeof value === 'string') return ofText(value, base);
  if (isNumeric(value)) return typeof value === 'bigint' ? value : truncated(toNumber(value));
  return value instanceof HostObject && value.toNumber ? truncated(value.toNumber()) : undefined;
}

function ofText(text: string, base: number): number | bigint | undefined {
  const [, sign = '', digits = ''] = /^\s*([-+]?)([\da-zA-Z_]+)\s*$/.exec(text) ?? [];
  const plain = digits.replace(/(?<=[\da-zA-Z])_(?=[\da-zA-Z])/g, '');
  const matched = base === 10 ? /^(\d+)$/.exec(plain)?.[1] : BASES[base]?.exec(plain)?.[1];
  if (matched !== undefined) {
    const prefix = base === 10 ? '' : base === 2 ? '0b' : base === 8 ? '0o' : '0x';
    const whole = BigInt(prefix + matched);
    return toInteger(sign === '-' ? -whole : whole);
  }
  const number = float(text);
  return number && truncated(number.value);
}

function truncated(value: number): number | bigint | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? BigInt(Math.trunc(value)) : Math.trunc(value) + 0;
}

const FLOAT_TEXT = /^[-+]?(?:(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][-+]?\d+)?|inf(?:inity)?|nan)$/i;

/** Python's float(). */
export function float(value: unknown): Float | undefined {
  if (value instanceof Undefined) throw value.fail();
  if (isNumeric(value)) return new Float(toNumber(value));
  if (value instanceof HostObject && value.toNumber) return new Float(value.toNumber());
  const text = typeof value === 'string' ? value.trim() : '';
  if (!FLOAT_TEXT.test(text) || !/[\da-z]/i.test(text)) return undefined;
  const word = /^([-+]?)(inf|nan)/i.exec(text);
  if (word) return new Float(word[2]?.toLowerCase() === 'nan' ? NaN : word[1] === '-' ? -Infinity : Infinity);
  const number = Number(text.replaceAll('_', ''));
  return Number.isNaN(number) ? undefined : new Float(number);
}

function rounded(value: unknown, precision: number, method: 'common' | 'ceil' | 'floor'): unknown {
  if (value instanceof Undefined) throw value.fail();
  if (!isNumeric(value)) throw new TemplateError('type', `type ${typeName(value)} doesn't define __round__ method`);
  const number = toNumber(value);
  if (method !== 'common') return new Float((Math[method](number * 10 ** precision) + 0) / 10 ** precision);
  if (!isFloat(value))
    return precision >= 0 ? (typeof value === 'boolean' ? Number(value) : value) : toInteger(BigInt(tens(number, precision)));
  if (!Number.isFinite(number)) return value;
  const isNegative = number < 0 || Object.is(number, -0);
  return new Float(
    precision < 0 ? tens(number, precision) : Number((isNegative ? '-' : '') + fixed(Math.abs(number), precision)),
  );
}

/** To tens, hundreds ..., a tie to the even one. */
function tens(value: number, precision: number): number {
  const size = 10 ** -precision;
  return Number(fixed(Math.abs(value) / size, 0)) * size * Math.sign(value);
}

function fileSize(value: unknown, isBinary: boolean): string {
  const bytes = float(value)?.value;
  if (bytes === undefined) throw new TemplateError('type', `could not convert string to float: ${toText(value)}`);
  const base = isBinary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  const units = [...'kMGTPEZY'].map((unit) => (isBinary ? `${unit.toUpperCase()}iB` : `${unit}B`));
  const index = units.findIndex((_, power) => bytes < base ** (power + 2));
  const power = index < 0 ? units.length - 1 : index;
  return `${fixed((base * bytes) / base ** (power + 2), 1)} ${units[power] ?? ''}`;
}
