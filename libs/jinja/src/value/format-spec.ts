import { TemplateError } from '../template.errors.js';
import { isFloat, isNumeric, type Numeric, toNumber } from './float.js';
import { grouped, renderKind } from './format-number.js';
import { characterOf, lengthOfText } from './python-text.js';
import { toText } from './text.js';
import { typeName } from './type-name.js';

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

interface Spec {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string | undefined;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly separator: string | undefined;
  readonly digits: number | undefined;
  readonly kind: string | undefined;
}

/** Python's format(value, spec): `format(3.14159, '8.2f')`. */
export function formatSpec(value: unknown, spec: string): string {
  if (spec === '') return toText(value);
  const parsed = parseSpec(spec, value);
  if (typeof value === 'string') return formatText(value, parsed);
  if (isNumeric(value) && (typeof value !== 'boolean' || parsed.kind !== 's')) return formatNumber(value, parsed);
  throw new TemplateError('type', `unsupported format string passed to ${typeName(value)}.__format__`);
}

function parseSpec(spec: string, value: unknown): Spec {
  const match = SPEC.exec(spec);
  if (!match) throw new TemplateError('type', `Invalid format specifier '${spec}' for object of type '${typeName(value)}'`);
  const [, fill, align, sign, , alternate, zero, width, separator, digits, kind] = match;
  return {
    fill: fill ?? (zero && !align ? '0' : ' '),
    align: align ?? (zero ? '=' : undefined),
    sign,
    isAlternate: alternate !== undefined,
    width: Number(width ?? 0),
    separator,
    digits: digits === undefined ? undefined : Number(digits),
    kind,
  };
}

function formatText(text: string, spec: Spec): string {
  if (spec.kind !== undefined && spec.kind !== 's') throw unknownCode(spec.kind, 'str');
  if (spec.separator !== undefined) throw new TemplateError('type', `Cannot specify '${spec.separator}' with 's'.`);
  if (spec.sign !== undefined) throw new TemplateError('type', 'Sign not allowed in string format specifier');
  if (spec.align === '=' && spec.fill !== '0') {
    throw new TemplateError('type', "'=' alignment not allowed in string format specifier");
  }
  const cut = spec.digits === undefined ? text : Array.from(text).slice(0, spec.digits).join('');
  return padded('', cut, { ...spec, align: spec.align === '=' ? '<' : (spec.align ?? '<') });
}

function formatNumber(value: Numeric, spec: Spec): string {
  const isWhole = !isFloat(value) && (spec.kind === undefined || 'bcdnoxX'.includes(spec.kind));
  if (isFloat(value) && spec.kind !== undefined && 'bcdosxX'.includes(spec.kind)) throw unknownCode(spec.kind, 'float');
  if (spec.kind === 's') throw unknownCode('s', typeName(value));
  const isNegative = typeof value === 'bigint' ? value < 0n : toNumber(value) < 0 || Object.is(toNumber(value), -0);
  const body = isWhole ? wholeNumber(value as number | bigint | boolean, spec) : floatNumber(Math.abs(toNumber(value)), spec);
  const sign = isNegative ? '-' : spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
  return padded(sign, body, { ...spec, align: spec.align ?? '>' });
}

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 };

function wholeNumber(value: number | bigint | boolean, { kind = 'd', digits, isAlternate, separator }: Spec): string {
  if (digits !== undefined) throw new TemplateError('type', 'Precision not allowed in integer format specifier');
  if (kind === 'c') return characterOf(Number(value), '%c');
  const whole = BigInt(value);
  const text = (whole < 0n ? -whole : whole).toString(BASES[kind] ?? 10);
  const shown = kind === 'X' ? text.toUpperCase() : text;
  const split = separator === undefined ? shown : grouped(shown, separator, kind in BASES ? 4 : 3);
  return isAlternate && kind in BASES ? `0${kind}${split}` : split;
}

function floatNumber(value: number, { kind = '', digits, separator }: Spec): string {
  const text = renderKind(value, kind === 'n' ? 'g' : kind.toLowerCase(), digits);
  const [whole = '', ...rest] = text.split(/(?=[.e%])/);
  const split = separator === undefined ? text : [grouped(whole, separator), ...rest].join('');
  return kind === 'E' || kind === 'F' || kind === 'G' ? split.toUpperCase() : split;
}

function padded(sign: string, body: string, { fill, align, width, separator }: Spec): string {
  const missing = width - lengthOfText(sign + body);
  if (missing <= 0) return sign + body;
  const pad = (count: number): string => fill.repeat(count);
  if (align === '<') return sign + body + pad(missing);
  if (align === '^') return pad(Math.floor(missing / 2)) + sign + body + pad(Math.ceil(missing / 2));
  if (align !== '=') return pad(missing) + sign + body;
  if (separator !== undefined && fill === '0') return sign + groupedZeros(body, separator, width - sign.length);
  return sign + pad(missing) + body;
}

/** Zeros before a number with separators are separated too. */
function groupedZeros(body: string, separator: string, width: number): string {
  const [whole = '', ...rest] = body.split(/(?=[.e%])/);
  const tail = rest.join('');
  let digits = whole.replaceAll(separator, '');
  while (grouped(digits, separator).length + tail.length < width) digits = `0${digits}`;
  return grouped(digits, separator) + tail;
}

function unknownCode(kind: string, type: string): TemplateError {
  return new TemplateError('type', `Unknown format code '${kind}' for object of type '${type}'`);
}
