import { TemplateError } from '../template.errors.js';
import { asInteger } from '../method/arguments.js';
import { splitLines } from '../method/string-search.js';
import { STRING_METHODS } from '../method/string-methods.js';
import { toJson } from '../value/json.js';
import { entriesOf, isMapping } from '../value/mapping.js';
import { formatPercent } from '../value/percent-format.js';
import { renderPretty } from '../value/pretty.js';
import { toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { Tuple } from '../value/tuple.js';
import { typeName } from '../value/type-name.js';
import { isUndefined } from '../value/undefined.js';
import { type FilterTable, withArguments } from './filter.js';
import { percentEncoded } from './url-encode.js';
import { wrapWords } from './word-wrap.js';

/** Filters over text and single values. */
export const TEXT_FILTERS: FilterTable = {
  string: (value) => toText(value),
  lower: (value) => toText(value).toLowerCase(),
  upper: (value) => toText(value).toUpperCase(),
  title: (value) => toText(value).replace(/[^-\s({[<]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()),
  capitalize: (value) => method('capitalize', value),
  center: withArguments('center', ['width'], (value, { width = 80 }) => method('center', value, [width])),
  trim: withArguments('trim', ['chars'], (value, { chars = null }) => method('strip', value, [chars])),
  replace: withArguments('replace', ['old', 'new', 'count'], (value, { old, new: by, count }) => {
    return method('replace', value, [toText(old), toText(by), count ?? -1]);
  }),
  default: withArguments('default', ['default_value', 'boolean'], (value, { default_value: fallback = '', boolean }) => {
    return isUndefined(value) || (isTrue(boolean) && !isTrue(value)) ? fallback : value;
  }),
  format: (value, args, kwargs) => {
    if (args.length > 0 && kwargs.size > 0) {
      throw new TemplateError('type', "can't handle positional and keyword arguments at the same time");
    }
    return formatPercent(toText(value), kwargs.size > 0 ? kwargs : Tuple.fromItems(args));
  },
  tojson: withArguments('tojson', ['indent'], (value, { indent = null }) => htmlSafeJson(value, indent)),
  pprint: (value) => renderPretty(value),
  indent: withArguments('indent', ['width', 'first', 'blank'], (value, { width = 4, first, blank }) => {
    if (isUndefined(value) && value) throw value.fail();
    if (typeof value !== 'string')
      throw new TemplateError('type', `unsupported operand type(s) for +=: '${typeName(value)}' and 'str'`);
    return indented(value, typeof width === 'string' ? width : ' '.repeat(Math.max(0, asInteger(width))), {
      first: isTrue(first),
      blank: isTrue(blank),
    });
  }),
  truncate: withArguments('truncate', ['length', 'killwords', 'end', 'leeway'], (value, given) =>
    truncated(toText(value), given),
  ),
  wordwrap: withArguments('wordwrap', ['width', 'break_long_words', 'wrapstring', 'break_on_hyphens'], (value, given) => {
    const { width = 79, break_long_words: long = true, wrapstring = '\n', break_on_hyphens: hyphens = true } = given;
    const options = { width: asInteger(width), breaksLong: isTrue(long), breaksHyphens: isTrue(hyphens) };
    if (isUndefined(value) && value) throw value.fail();
    if (typeof value !== 'string') throw new TemplateError('type', `'${typeName(value)}' object has no attribute 'splitlines'`);
    return splitLines(value, false)
      .map((line) => wrapWords(line, options).join(toText(wrapstring)))
      .join(toText(wrapstring));
  }),
  wordcount: (value) => toText(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0,
  escape: (value) => escape(toText(value)),
  forceescape: (value) => escape(toText(value)),
  safe: (value) => toText(value),
  striptags: (value) => stripTags(toText(value)),
  urlencode: (value) => percentEncoded(value),
  xmlattr: withArguments('xmlattr', ['autospace'], (value, { autospace = true }) => xmlAttributes(value, isTrue(autospace))),
  as_bool: (value) => value,
  as_native: (value) => value,
  as_number: (value) => value,
  as_text: (value) => value,
  is_list: (value) => Array.isArray(value) && toText(value).startsWith('['),
};

function method(name: string, value: unknown, args: readonly unknown[] = []): unknown {
  return STRING_METHODS[name]?.(toText(value), args, new Map());
}

function htmlSafeJson(value: unknown, indent: unknown): string {
  const options = { sortsKeys: true, ...(indent === null ? {} : { indent: asInteger(indent) }) };
  return toJson(value, options).replace(/[<>&']/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

function indented(text: string, pad: string, { first, blank }: { first: boolean; blank: boolean }): string {
  const lines = `${text}\n`.split('\n').slice(0, -1);
  const rest = lines.slice(1).map((line) => (line !== '' || blank ? pad + line : line));
  return [first ? pad + (lines[0] ?? '') : (lines[0] ?? ''), ...rest].join('\n');
}

function truncated(text: string, given: Readonly<Record<string, unknown>>): string {
  const { length = 255, killwords, end = '...', leeway } = given;
  const [most, tail] = [asInteger(length), toText(end)];
  const slack = leeway === undefined || leeway === null ? 5 : asInteger(leeway);
  if (most < tail.length) throw new TemplateError('type', `expected length >= ${tail.length}, got ${most}`);
  if (slack < 0) throw new TemplateError('type', `expected leeway >= 0, got ${slack}`);
  if (text.length <= most + slack) return text;
  const cut = text.slice(0, most - tail.length);
  if (isTrue(killwords)) return cut + tail;
  const at = cut.lastIndexOf(' ');
  return (at < 0 ? cut : cut.slice(0, at)) + tail;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

const CHARACTERS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\xa0',
  '#34': '"',
  '#39': "'",
};

function stripTags(text: string): string {
  const bare = text.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '');
  return bare
    .split(/\s+/)
    .filter(Boolean)
    .join(' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#34|#39);/g, (_, name: string) => CHARACTERS[name] ?? '');
}

function xmlAttributes(value: unknown, autospace: boolean): string {
  if (!isMapping(value)) throw new TemplateError('type', `'${typeName(value)}' object has no attribute 'items'`);
  const entries = entriesOf(value);
  const parts = entries.flatMap(([key, item]) => {
    if (item === null || isUndefined(item)) return [];
    if (typeof key !== 'string') throw new TemplateError('type', `expected string or bytes-like object, got '${typeName(key)}'`);
    if (/[\s/>=]/.test(key)) throw new TemplateError('type', `Invalid character in attribute name: '${key}'`);
    return [`${escape(key)}="${escape(toText(item))}"`];
  });
  return (autospace && parts.length > 0 ? ' ' : '') + parts.join(' ');
}
