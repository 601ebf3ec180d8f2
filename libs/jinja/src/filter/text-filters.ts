import { TemplateError } from '../template.errors.js';
import { bindArguments } from '../method/arguments.js';
import { STRING_METHODS } from '../method/string-methods.js';
import { Float, isNumeric, toInteger, toNumber } from '../value/float.js';
import { HostObject } from '../value/host-object.js';
import { toJson } from '../value/json.js';
import { toList } from '../value/iterate.js';
import { formatPercent } from '../value/percent-format.js';
import { toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { Tuple } from '../value/tuple.js';
import { isUndefined } from '../value/undefined.js';
import type { FilterTable } from './filter.js';

/** Filters over text, numbers and single values. */
export const TEXT_FILTERS: FilterTable = {
  string: (value) => toText(value),
  lower: (value) => toText(value).toLowerCase(),
  upper: (value) => toText(value).toUpperCase(),
  title: (value) => method('title', value),
  capitalize: (value) => method('capitalize', value),
  trim: (value, [chars]) => method('strip', value, chars === undefined ? [] : [chars]),
  replace: (value, args) => method('replace', value, [toText(args[0]), toText(args[1]), ...args.slice(2)]),
  default: (value, args, kwargs) => {
    const { default_value: fallback = '', boolean = false } = bindArguments(
      'default',
      ['default_value', 'boolean'],
      args,
      kwargs,
    );
    return isUndefined(value) || (isTrue(boolean) && !isTrue(value)) ? fallback : value;
  },
  int: (value, [fallback = 0]) => integer(value) ?? fallback,
  float: (value, [fallback = new Float(0)]) => float(value) ?? fallback,
  abs: (value) => (isNumeric(value) && toNumber(value) < 0 ? -toNumber(value) : value),
  round: (value, [digits = 0]) => {
    if (!isNumeric(value) || !isNumeric(digits)) throw new TemplateError('type', 'round: a number is required');
    return new Float(Number(toNumber(value).toFixed(toNumber(digits))));
  },
  format: (value, args) => formatPercent(toText(value), Tuple.fromItems(args)),
  tojson: (value) => toJson(value),
  indent: (value, args, kwargs) => {
    const { width = 4, first = false } = bindArguments('indent', ['width', 'first', 'blank'], args, kwargs);
    const pad = typeof width === 'string' ? width : ' '.repeat(isNumeric(width) ? toNumber(width) : 4);
    const text = toText(value).replace(/\n(?=[^\n])/g, `\n${pad}`);
    return isTrue(first) ? pad + text : text;
  },
  escape: (value) => escape(toText(value)),
  wordcount: (value) => toText(value).split(/\s+/).filter(Boolean).length,
  as_bool: (value) => value,
  as_native: (value) => value,
  as_number: (value) => value,
  as_text: (value) => toText(value),
  is_list: (value) => Array.isArray(value),
  list: (value) => toList(value),
};

function method(name: string, value: unknown, args: readonly unknown[] = []): unknown {
  return STRING_METHODS[name]?.(toText(value), args, new Map());
}

function integer(value: unknown): number | bigint | undefined {
  if (isNumeric(value)) return typeof value === 'bigint' ? value : Math.trunc(toNumber(value));
  if (typeof value === 'string' && /^\s*[-+]?\d+\s*$/.test(value)) return toInteger(BigInt(value.trim().replace(/^\+/, '')));
  const number = float(value);
  return number && Number.isFinite(number.value) ? Math.trunc(number.value) : undefined;
}

function float(value: unknown): Float | undefined {
  if (isNumeric(value)) return new Float(toNumber(value));
  if (value instanceof HostObject && value.toNumber) return new Float(value.toNumber());
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return Number.isNaN(number) ? undefined : new Float(number);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
