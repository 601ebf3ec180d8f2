import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { toItems } from '../value/iterate.js';
import { isMapping, lookUp } from '../value/mapping.js';
import { lengthOfText } from '../value/python-text.js';
import { isSpace, trimEnd, trimStart } from '../value/python-space.js';
import { isTrue } from '../value/truth.js';
import { Tuple } from '../value/tuple.js';
import { typeName } from '../value/type-name.js';
import { asInteger, asText, bindArguments, expectCount } from './arguments.js';
import { boundsOf, countParts, find, replaceText, splitLines, splitText } from './string-search.js';

type StringMethod = (text: string, args: readonly unknown[], kwargs: Kwargs) => unknown;

const test =
  (pattern: RegExp): StringMethod =>
  (text) =>
    pattern.test(text);

/** The methods of Python's str. */
export const STRING_METHODS: Readonly<Record<string, StringMethod>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  casefold: (text) => text.toLowerCase().replaceAll('ß', 'ss'),
  title: (text) => text.replace(/\p{L}+/gu, capitalize),
  capitalize: (text) => capitalize(text),
  swapcase: (text) => text.replace(/\p{L}/gu, (char) => (char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase())),
  strip: (text, [chars]) => strip(strip(text, chars, 'start'), chars, 'end'),
  lstrip: (text, [chars]) => strip(text, chars, 'start'),
  rstrip: (text, [chars]) => strip(text, chars, 'end'),
  split: (text, args, kwargs) => splitText(text, bindArguments('split', ['sep', 'maxsplit'], args, kwargs), 'start'),
  rsplit: (text, args, kwargs) => splitText(text, bindArguments('rsplit', ['sep', 'maxsplit'], args, kwargs), 'end'),
  splitlines: (text, args, kwargs) =>
    splitLines(text, isTrue(bindArguments('splitlines', ['keepends'], args, kwargs)['keepends'])),
  join: (text, args) => {
    expectCount('str.join', args, 1);
    return joined(text, toItems(args[0]));
  },
  startswith: (text, args) => edge(text, args, 'startswith'),
  endswith: (text, args) => edge(text, args, 'endswith'),
  replace: (text, args) => {
    expectCount('replace', args, 2, 3);
    return replaceText(text, asText(args[0]), asText(args[1]), args[2] === undefined ? -1 : asInteger(args[2]));
  },
  removeprefix: (text, [prefix]) => (text.startsWith(asText(prefix)) ? text.slice(asText(prefix).length) : text),
  removesuffix: (text, [suffix]) => {
    return suffix !== '' && text.endsWith(asText(suffix)) ? text.slice(0, -asText(suffix).length) : text;
  },
  partition: (text, [separator]) => partition(text, asText(separator), 'start'),
  rpartition: (text, [separator]) => partition(text, asText(separator), 'end'),
  find: (text, args) => find(text, args, 'start'),
  rfind: (text, args) => find(text, args, 'end'),
  index: (text, args) => found(find(text, args, 'start')),
  rindex: (text, args) => found(find(text, args, 'end')),
  count: (text, args) => countParts(text, args),
  isdigit: test(/^\p{Nd}+$/u),
  isdecimal: test(/^\p{Nd}+$/u),
  isnumeric: test(/^\p{N}+$/u),
  isalpha: test(/^\p{L}+$/u),
  isalnum: test(/^[\p{L}\p{N}]+$/u),
  isidentifier: test(/^[\p{ID_Start}_]\p{ID_Continue}*$/u),
  isascii: (text) => ![...text].some((char) => char > '\x7f'),
  isspace: (text) => isSpace(text),
  isprintable: (text) => !/[\p{C}\p{Z}]/u.test(text.replaceAll(' ', '')),
  isupper: (text) => text !== text.toLowerCase() && text === text.toUpperCase(),
  islower: (text) => text !== text.toUpperCase() && text === text.toLowerCase(),
  istitle: (text) => /\p{L}/u.test(text) && text === text.replace(/\p{L}+/gu, capitalize),
  zfill: (text, [width]) => {
    const sign = /^[-+]/.exec(text)?.[0] ?? '';
    return sign + text.slice(sign.length).padStart(asInteger(width) - sign.length, '0');
  },
  ljust: (text, args) => text + fillOf(text, args),
  rjust: (text, args) => fillOf(text, args) + text,
  center: (text, args) => {
    const fill = fillOf(text, args);
    const left = Math.floor(fill.length / 2) + (fill.length & asInteger(args[0]) & 1);
    return fill.slice(0, left) + text + fill.slice(left);
  },
  expandtabs: (text, args, kwargs) =>
    expandTabs(text, asInteger(bindArguments('expandtabs', ['tabsize'], args, kwargs)['tabsize'] ?? 8)),
  translate: (text, [table]) => {
    if (!isMapping(table)) throw new TemplateError('type', `'${typeName(table)}' object is not subscriptable`);
    return [...text].map((char) => translated(char, lookUp(table, char.codePointAt(0)))).join('');
  },
};

function capitalize(text: string): string {
  const [first = ''] = text;
  return (first.length === text.length && first === 'ß' ? 'Ss' : first.toUpperCase()) + text.slice(first.length).toLowerCase();
}

function joined(separator: string, items: readonly unknown[]): string {
  return items
    .map((item, index) => {
      if (typeof item === 'string') return item;
      throw new TemplateError('type', `sequence item ${index}: expected str instance, ${typeName(item)} found`);
    })
    .join(separator);
}

/** Removes the characters from one end; without characters, white space. */
function strip(text: string, chars: unknown, end: 'start' | 'end'): string {
  if (chars === undefined || chars === null) return end === 'start' ? trimStart(text) : trimEnd(text);
  const set = asText(chars);
  let [from, to] = [0, text.length];
  while (end === 'start' && from < to && set.includes(text.charAt(from))) from++;
  while (end === 'end' && to > from && set.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

function edge(text: string, args: readonly unknown[], method: 'startswith' | 'endswith'): boolean {
  expectCount(method, args, 1, 3);
  const { part } = boundsOf(text, args[1], args[2]);
  const [given] = args;
  const all = given instanceof Tuple ? given.map(asText) : [given];
  return all.some((each) => {
    if (typeof each !== 'string') {
      throw new TemplateError('type', `${method} first arg must be str or a tuple of str, not ${typeName(each)}`);
    }
    return method === 'startswith' ? part.startsWith(each) : part.endsWith(each);
  });
}

function partition(text: string, separator: string, from: 'start' | 'end'): Tuple {
  if (separator === '') throw new TemplateError('type', 'empty separator');
  const at = from === 'start' ? text.indexOf(separator) : text.lastIndexOf(separator);
  if (at < 0) return Tuple.fromItems(from === 'start' ? [text, '', ''] : ['', '', text]);
  return Tuple.fromItems([text.slice(0, at), separator, text.slice(at + separator.length)]);
}

function found(index: number): number {
  if (index < 0) throw new TemplateError('type', 'substring not found');
  return index;
}

function fillOf(text: string, [width, fill = ' ']: readonly unknown[]): string {
  if (lengthOfText(asText(fill)) !== 1) throw new TemplateError('type', 'The fill character must be exactly one character long');
  return asText(fill).repeat(Math.max(0, asInteger(width) - lengthOfText(text)));
}

function expandTabs(text: string, size: number): string {
  let column = 0;
  let result = '';
  for (const char of text) {
    if (char === '\t') {
      const count = size > 0 ? size - (column % size) : 0;
      result += ' '.repeat(count);
      column += count;
    } else {
      result += char;
      column = char === '\n' || char === '\r' ? 0 : column + 1;
    }
  }
  return result;
}

function translated(char: string, value: unknown): string {
  if (value === undefined) return char;
  if (value === null) return '';
  return typeof value === 'string' ? value : String.fromCodePoint(asInteger(value));
}
