import { TemplateError } from '../template.errors.js';
import { trimEnd, trimStart, wordsOf } from '../value/python-space.js';
import { asInteger, asText, expectCount } from './arguments.js';

/** `text[start:stop]` as methods like find take it, and where it begins. */
export function boundsOf(text: string, start: unknown, stop: unknown): { readonly part: string; readonly from: number } {
  const at = (value: unknown, otherwise: number): number => {
    if (value === undefined || value === null) return otherwise;
    const index = asInteger(value);
    return Math.min(Math.max(index < 0 ? index + text.length : index, 0), text.length);
  };
  const from = at(start, 0);
  return { part: text.slice(from, Math.max(from, at(stop, text.length))), from };
}

export function find(text: string, args: readonly unknown[], end: 'start' | 'end'): number {
  expectCount('find', args, 1, 3);
  const { part, from } = boundsOf(text, args[1], args[2]);
  if (asInteger(args[1] ?? 0) > text.length) return -1;
  const at = end === 'start' ? part.indexOf(asText(args[0])) : part.lastIndexOf(asText(args[0]));
  return at < 0 ? -1 : at + from;
}

export function countParts(text: string, args: readonly unknown[]): number {
  expectCount('count', args, 1, 3);
  const { part } = boundsOf(text, args[1], args[2]);
  const wanted = asText(args[0]);
  return wanted === '' ? part.length + 1 : part.split(wanted).length - 1;
}

/** `most` below zero: all of them. */
export function replaceText(text: string, from: string, to: string, most: number): string {
  if (most < 0) return text.replaceAll(from, () => to);
  let left = most;
  return text.replaceAll(from, () => (left-- > 0 ? to : from));
}

/** str.split and str.rsplit. */
export function splitText(text: string, options: Readonly<Record<string, unknown>>, end: 'start' | 'end'): string[] {
  const { sep = null, maxsplit = -1 } = options;
  const most = asInteger(maxsplit);
  if (sep === null) return splitWords(text, most, end);
  const separator = asText(sep);
  if (separator === '') throw new TemplateError('type', 'empty separator');
  const parts = text.split(separator);
  if (most < 0 || parts.length <= most + 1) return parts;
  const cut = end === 'start' ? most : parts.length - most;
  if (end === 'start') return [...parts.slice(0, cut), parts.slice(cut).join(separator)];
  return [parts.slice(0, cut).join(separator), ...parts.slice(cut)];
}

function splitWords(text: string, most: number, end: 'start' | 'end'): string[] {
  const words = wordsOf(text);
  if (most < 0 || words.length <= most + 1) return words;
  if (end === 'start') {
    let rest = trimStart(text);
    for (const word of words.slice(0, most)) rest = trimStart(rest.slice(word.length));
    return [...words.slice(0, most), rest];
  }
  let rest = trimEnd(text);
  for (const word of words.slice(words.length - most).reverse()) rest = trimEnd(rest.slice(0, rest.length - word.length));
  return [rest, ...words.slice(words.length - most)];
}

export function splitLines(text: string, keepsEnds: boolean): string[] {
  const lines = text.match(/[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g) ?? [];
  const full = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return keepsEnds ? full : full.map((line) => line.replace(/(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/, ''));
}
