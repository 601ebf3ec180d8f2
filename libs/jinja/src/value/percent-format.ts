import { TemplateError } from '../template.errors.js';
import { Float, isFloat, isNumeric, type Numeric, toNumber } from './float.js';
import { renderKind } from './format-number.js';
import { isMapping, hasKey, lookUp } from './mapping.js';
import { characterOf, lengthOfText } from './python-text.js';
import { toRepr, toText } from './text.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';

const DIRECTIVE = /%(?:\(([^()]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([\s\S]?)/g;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly digits: number | undefined;
  readonly kind: string;
}

/** Python's `format % values`. */
export function formatPercent(format: string, values: unknown): string {
  const queue = values instanceof Tuple ? [...values] : [values];
  let usedNames = false;
  const text = format.replace(DIRECTIVE, (...match: (string | undefined)[]) => {
    const [, name, flags = '', width, digits, kind = ''] = match;
    if (kind === '%') return '%';
    usedNames ||= name !== undefined;
    const directive = { flags, width: sized(width, queue) ?? 0, digits: sized(digits, queue), kind };
    return renderDirective(name === undefined ? take(queue) : named(values, name), directive);
  });
  const isMapped = usedNames || isMapping(values) || (Array.isArray(values) && !(values instanceof Tuple));
  if (queue.length > 0 && !isMapped) throw new TemplateError('type', 'not all arguments converted during string formatting');
  return text;
}

function take(queue: unknown[]): unknown {
  if (queue.length === 0) throw new TemplateError('type', 'not enough arguments for format string');
  return queue.shift();
}

function named(values: unknown, name: string): unknown {
  if (!isMapping(values)) throw new TemplateError('type', 'format requires a mapping');
  if (!hasKey(values, name)) throw new TemplateError('type', toRepr(name));
  return lookUp(values, name);
}

function sized(text: string | undefined, queue: unknown[]): number | undefined {
  if (text !== '*') return text === undefined ? undefined : Number(text);
  const value = take(queue);
  if (!isNumeric(value) || isFloat(value)) throw new TemplateError('type', '* wants int');
  return toNumber(value);
}

function renderDirective(value: unknown, directive: Directive): string {
  const { kind, digits, flags, width } = directive;
  if (kind === 's' || kind === 'r' || kind === 'a') {
    const text = kind === 's' ? toText(value) : toRepr(value);
    return pad('', digits === undefined ? text : Array.from(text).slice(0, digits).join(''), {
      flags: flags.replace('0', ''),
      width,
    });
  }
  if (kind === 'c') return pad('', character(value), { flags: flags.replace('0', ''), width });
  if (kind === '') throw new TemplateError('type', 'incomplete format');
  if (!'diuoxXeEfFgG'.includes(kind)) {
    throw new TemplateError('type', `unsupported format character '${kind}' (0x${kind.charCodeAt(0).toString(16)})`);
  }
  return renderNumber(value, directive);
}

function character(value: unknown): string {
  if (typeof value === 'string' && lengthOfText(value) === 1) return value;
  if (isNumeric(value) && !isFloat(value)) return characterOf(toNumber(value), '%c');
  throw new TemplateError('type', '%c requires int or char');
}

function renderNumber(value: unknown, { kind, digits, flags, width }: Directive): string {
  const isWhole = 'diuoxX'.includes(kind);
  if (!isNumeric(value)) {
    const words =
      isWhole && 'diu'.includes(kind) ? `%${kind} format: a real number is required` : `%${kind} format: an integer is required`;
    throw new TemplateError('type', isWhole ? `${words}, not ${typeName(value)}` : `must be real number, not ${typeName(value)}`);
  }
  if (isFloat(value) && 'oxX'.includes(kind))
    throw new TemplateError('type', `%${kind} format: an integer is required, not float`);
  const number = toNumber(value);
  const isNegative =
    typeof value === 'bigint' ? value < 0n : isWhole ? Math.trunc(number) < 0 : number < 0 || Object.is(number, -0);
  const body = isWhole ? whole(value, kind, digits, flags) : float(Math.abs(number), kind, digits);
  return pad(isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '', body, { flags, width });
}

const BASES: Readonly<Record<string, number>> = { o: 8, x: 16, X: 16 };

function whole(value: Numeric, kind: string, digits: number | undefined, flags: string): string {
  const integer = value instanceof Float || typeof value === 'number' ? BigInt(Math.trunc(toNumber(value))) : BigInt(value);
  const text = (integer < 0n ? -integer : integer).toString(BASES[kind] ?? 10).padStart(digits ?? 0, '0');
  const shown = flags.includes('#') && kind in BASES ? `0${kind.toLowerCase()}${text}` : text;
  return kind === 'X' ? shown.toUpperCase() : shown;
}

function float(value: number, kind: string, digits: number | undefined): string {
  const text = renderKind(value, kind.toLowerCase(), digits ?? 6);
  return kind === kind.toUpperCase() ? text.toUpperCase() : text;
}

function pad(sign: string, body: string, { flags, width }: { readonly flags: string; readonly width: number }): string {
  const missing = width - lengthOfText(sign + body);
  if (missing <= 0) return sign + body;
  if (flags.includes('-')) return sign + body + ' '.repeat(missing);
  return flags.includes('0') ? sign + '0'.repeat(missing) + body : ' '.repeat(missing) + sign + body;
}
