import { TemplateError } from '../template.errors.js';
import { readString } from './string-literal.js';

/** A block of one of the wanted kinds: `{% macro name(...) %} contents {% endmacro %}`. */
export interface SourceBlock {
  readonly kind: string;
  readonly name: string;
  /** What follows the name in the opening tag, such as `(a, b=1)`. */
  readonly signature: string;
  readonly contents: string;
  /** The whole block as written, with the white space that `{%-` before it and `-%}` behind it take away. */
  readonly source: string;
  /** Of the opening tag, from 1. */
  readonly line: number;
  readonly trim: { readonly opening: readonly [string, string]; readonly closing: readonly [string, string] };
}

interface Tag {
  readonly word: string;
  readonly rest: string;
  readonly start: number;
  readonly end: number;
  readonly trim: readonly [string, string];
}

const OPENING = /\{[%{#]/g;

/**
 * Takes dbt's blocks out of a file by its tags. What stands in comments, raw blocks and strings opens and ends nothing;
 * text outside of the blocks is left alone, and its tags are told to `onStray`.
 */
export function scanBlocks(
  source: string,
  kinds: readonly string[],
  file: string,
  onStray: (word: string) => void = () => undefined,
): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  const flow: string[] = [];
  let open: Tag | null = null;
  let end = 0;
  for (const tag of scanTags(source, file)) {
    followFlow(flow, tag, (words) => problem(source, tag.start, file, `${words} (@ ${placeOf(source, tag)})`));
    if (kinds.includes(tag.word)) {
      if (flow.length > 0) throw problem(source, tag.start, file, inFlow(placeOf(source, tag)));
      if (open) throw problem(source, tag.start, file, nested(open, tag));
      open = tag;
    } else if (open && tag.word === `end${open.word}`) {
      blocks.push(blockOf(source, open, tag, { file, from: end }));
      end = endOf(source, tag);
      open = null;
    } else if (!open) onStray(tag.word);
  }
  if (open) {
    const from = lineAt(source, open.end);
    throw problem(
      source,
      open.start,
      file,
      `Reached EOF without finding a close tag for ${open.word} (searched from line ${from})`,
    );
  }
  return blocks;
}

const ENDS: Readonly<Record<string, string>> = { if: 'endif', for: 'endfor' };

/** Keeps which `if` and `for` are open. */
function followFlow(open: string[], { word }: Tag, fail: (words: string) => TemplateError): void {
  if (word in ENDS) open.push(word);
  if (!Object.values(ENDS).includes(word)) return;
  const begun = open.pop();
  const end = begun === undefined ? null : ENDS[begun];
  if (end === word) return;
  const seen = end === null ? `never saw a preceeding ${word.slice(3)}` : `expected ${end} next`;
  throw fail(`Got an unexpected control flow end tag, got ${word} but ${seen}`);
}

function inFlow(place: string): string {
  return `Got a block definition inside control flow at ${place}. All dbt block definitions must be at the top level`;
}

function nested(outer: Tag, inner: Tag): string {
  return (
    `Got nested tags: ${outer.word} (started at ${outer.start}) did not have a matching {{% end${outer.word} %}} ` +
    `before a subsequent ${inner.word} was found (started at ${inner.start})`
  );
}

function placeOf(source: string, { start }: Tag): string {
  return `${lineAt(source, start)}:${start - source.lastIndexOf('\n', start - 1) - 1}`;
}

function blockOf(source: string, open: Tag, close: Tag, { file, from }: { file: string; from: number }): SourceBlock {
  const header = /^([A-Za-z_]\w*)\s*([\s\S]*)$/.exec(open.rest);
  if (!header) throw problem(source, open.start, file, `'${open.word}' has no name`);
  return {
    kind: open.word,
    name: header[1] ?? '',
    signature: (header[2] ?? '').trim(),
    contents: source.slice(open.end, close.start),
    source: source.slice(startOf(source, open, from), endOf(source, close)),
    line: lineAt(source, open.start),
    trim: { opening: open.trim, closing: close.trim },
  };
}

/** Where the white space before a tag with `{%-` begins, not before the block that came last. */
function startOf(source: string, { start, trim }: Tag, from: number): number {
  let at = start;
  if (trim[0] === '-') while (at > from && /\s/.test(source.charAt(at - 1))) at--;
  return at;
}

function endOf(source: string, { end, trim }: Tag): number {
  let at = end;
  if (trim[1] === '-') while (at < source.length && /\s/.test(source.charAt(at))) at++;
  return at;
}

function* scanTags(source: string, file: string): Generator<Tag> {
  let at = 0;
  for (let mark = nextOpening(source, at); mark; mark = nextOpening(source, at)) {
    if (mark[0] === '{#') at = after(source, '#}', mark.index, file, 'comment');
    else {
      const end = endOfCode(source, mark.index, mark[0] === '{{' ? '}}' : '%}', file);
      const tag = mark[0] === '{%' ? readTag(source, mark.index, end) : null;
      at = tag?.word === 'raw' ? endOfRaw(source, end, file) : end;
      if (tag && tag.word !== 'raw') yield tag;
    }
  }
}

function nextOpening(source: string, from: number): RegExpExecArray | null {
  OPENING.lastIndex = from;
  return OPENING.exec(source);
}

function after(source: string, mark: string, from: number, file: string, what: string): number {
  const index = source.indexOf(mark, from + 2);
  if (index < 0) throw problem(source, from, file, `the ${what} that begins here has no end`);
  return index + mark.length;
}

function endOfRaw(source: string, from: number, file: string): number {
  const match = /\{%[-+]?\s*endraw\s*[-+]?%\}/.exec(source.slice(from));
  if (!match) throw problem(source, from, file, 'raw without endraw');
  return from + match.index + match[0].length;
}

/** The place after the tag's end; strings are skipped. */
function endOfCode(source: string, start: number, mark: string, file: string): number {
  for (let index = start + 2; index < source.length; index++) {
    const char = source.charAt(index);
    if (source.startsWith(mark, index)) return index + mark.length;
    if (char === '"' || char === "'") index += (readString(source, index)?.length ?? 1) - 1;
  }
  throw problem(source, start, file, 'the tag that begins here has no end');
}

function readTag(source: string, start: number, end: number): Tag {
  const inner = /^([-+]?)\s*([A-Za-z_]\w*)?\s*([\s\S]*?)([-+]?)$/.exec(source.slice(start + 2, end - 2));
  const [, before = '', word = '', rest = '', behind = ''] = inner ?? [];
  return { word, rest: rest.trim(), start, end, trim: [before, behind] };
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}

function problem(source: string, index: number, file: string, message: string): TemplateError {
  return new TemplateError('syntax', message, { file, line: lineAt(source, index) });
}
