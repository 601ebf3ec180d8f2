import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { isNumeric, toNumber } from '../value/float.js';
import { toList } from '../value/iterate.js';
import { toRepr, toText } from '../value/text.js';
import { formatBraces } from './brace-format.js';

type StringMethod = (text: string, args: readonly unknown[], kwargs: Kwargs) => unknown;

/** The methods of Python's str that templates use. */
export const STRING_METHODS: Readonly<Record<string, StringMethod>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  title: (text) => text.toLowerCase().replace(/[a-z]+/g, capitalize),
  capitalize: (text) => capitalize(text.toLowerCase()),
  strip: (text, [chars]) => strip(strip(text, chars, 'start'), chars, 'end'),
  lstrip: (text, [chars]) => strip(text, chars, 'start'),
  rstrip: (text, [chars]) => strip(text, chars, 'end'),
  split: (text, [separator, limit]) => split(text, separator, limit),
  splitlines: (text) => text.replace(/\r?\n$/, '').split(/\r?\n/),
  join: (text, [items]) => toList(items).map(textOf).join(text),
  startswith: (text, [prefix]) => alternatives(prefix).some((each) => text.startsWith(each)),
  endswith: (text, [suffix]) => alternatives(suffix).some((each) => text.endsWith(each)),
  replace: (text, [from, to, count]) => replace(text, textOf(from), textOf(to), count),
  format: (text, args, kwargs) => formatBraces(text, args, kwargs),
  find: (text, [part]) => text.indexOf(textOf(part)),
  count: (text, [part]) => text.split(textOf(part)).length - 1,
  isdigit: (text) => /^\d+$/.test(text),
  isupper: (text) => text !== text.toLowerCase() && text === text.toUpperCase(),
  islower: (text) => text !== text.toUpperCase() && text === text.toLowerCase(),
  zfill: (text, [width]) => text.padStart(numberOf(width), '0'),
  ljust: (text, [width, fill]) => text.padEnd(numberOf(width), fill === undefined ? ' ' : textOf(fill)),
  rjust: (text, [width, fill]) => text.padStart(numberOf(width), fill === undefined ? ' ' : textOf(fill)),
};

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TemplateError('type', `expected a string, got ${toRepr(value)}`);
  return value;
}

function numberOf(value: unknown): number {
  if (!isNumeric(value)) throw new TemplateError('type', `expected a number, got ${toRepr(value)}`);
  return toNumber(value);
}

function alternatives(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
}

/** Removes the characters from one end; without characters, white space. */
function strip(text: string, chars: unknown, end: 'start' | 'end'): string {
  if (chars === undefined || chars === null) return end === 'start' ? text.trimStart() : text.trimEnd();
  const set = toText(chars);
  let [from, to] = [0, text.length];
  while (end === 'start' && from < to && set.includes(text.charAt(from))) from++;
  while (end === 'end' && to > from && set.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

function split(text: string, separator: unknown, limit: unknown): string[] {
  const parts = separator === undefined || separator === null ? text.trim().split(/\s+/) : text.split(textOf(separator));
  if (separator === undefined && text.trim() === '') return [];
  const most = limit === undefined ? -1 : numberOf(limit);
  if (most < 0 || parts.length <= most + 1) return parts;
  return [...parts.slice(0, most), parts.slice(most).join(separator === undefined ? ' ' : textOf(separator))];
}

function replace(text: string, from: string, to: string, count: unknown): string {
  if (count === undefined) return text.replaceAll(from, () => to);
  let result = text;
  const parts = text.split(from);
  const most = Math.min(numberOf(count), parts.length - 1);
  result = parts.slice(0, most + 1).join(to);
  return [result, ...parts.slice(most + 1)].join(from);
}
