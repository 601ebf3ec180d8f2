import type { Json } from '../manifest/v12/index.js';
import type { ParseRecorder } from './parse-context.port.js';

const REGION = /\{\{|\{%|\{#/g;
const TOKEN = /\s*(?:('[^'\\]*'|"[^"\\]*")|(-?\d+)(?![\d.eE_])|([A-Za-z_]\w*)|([()[\]{},:=]))/y;

type Apply = (recorder: ParseRecorder) => void;

/**
 * What a text does that only calls ref(), source() and config() with literals, as most models do: there is no need to run it. Null for any
 * other text.
 */
export function readStatically(code: string): readonly Apply[] | null {
  const calls: Apply[] = [];
  REGION.lastIndex = 0;
  for (let mark = REGION.exec(code); mark; mark = REGION.exec(code)) {
    if (mark[0] === '{%') return null;
    const end = code.indexOf(mark[0] === '{{' ? '}}' : '#}', mark.index + 2);
    if (end < 0) return null;
    if (mark[0] === '{{') {
      const reader = new CallReader(code, mark.index + 2);
      const call = reader.call();
      if (!call || !reader.endsExpression()) return null;
      calls.push(call);
      REGION.lastIndex = reader.at;
    } else REGION.lastIndex = end + 2;
  }
  return calls;
}

const NONE = Symbol('no literal');
const WORDS: Readonly<Record<string, unknown>> = { true: true, True: true, false: false, False: false, none: null, None: null };

interface Arguments {
  readonly args: readonly unknown[];
  readonly kwargs: Json;
}

class CallReader {
  constructor(
    private readonly code: string,
    public at: number,
  ) {
    if (code.charAt(at) === '-' || code.charAt(at) === '+') this.at++;
  }

  call(): Apply | null {
    const name = this.word();
    if ((name !== 'ref' && name !== 'source' && name !== 'config') || !this.take('(')) return null;
    const given = this.arguments();
    if (!given) return null;
    return name === 'ref' ? refCall(given) : name === 'source' ? sourceCall(given) : configCall(given);
  }

  endsExpression(): boolean {
    const match = /\s*[-+]?\}\}/y;
    match.lastIndex = this.at;
    if (!match.test(this.code)) return false;
    this.at = match.lastIndex;
    return true;
  }

  private arguments(): Arguments | null {
    const args: unknown[] = [];
    const kwargs: Json = {};
    while (!this.take(')')) {
      const start = this.at;
      const key = this.word();
      if (key !== null && this.take('=')) {
        const value = this.literal();
        if (value === NONE || key in kwargs) return null;
        kwargs[key] = value;
      } else {
        this.at = start;
        const value = this.literal();
        if (value === NONE || Object.keys(kwargs).length > 0) return null;
        args.push(value);
      }
      if (!this.take(',') && this.peek() !== ')') return null;
    }
    return { args, kwargs };
  }

  private literal(): unknown {
    const token = this.next();
    if (!token) return NONE;
    const [, text, number, word, mark] = token;
    if (text !== undefined) return this.peek().startsWith("'") || this.peek().startsWith('"') ? NONE : text.slice(1, -1);
    if (number !== undefined) return Number.isSafeInteger(Number(number)) ? Number(number) : NONE;
    if (word !== undefined) return Object.hasOwn(WORDS, word) ? WORDS[word] : NONE;
    return mark === '[' ? this.list() : mark === '{' ? this.dict() : NONE;
  }

  private list(): unknown {
    const items: unknown[] = [];
    while (!this.take(']')) {
      const item = this.literal();
      if (item === NONE || (!this.take(',') && this.peek() !== ']')) return NONE;
      items.push(item);
    }
    return items;
  }

  private dict(): unknown {
    const entries: [string, unknown][] = [];
    while (!this.take('}')) {
      const key = this.literal();
      if (typeof key !== 'string' || !this.take(':')) return NONE;
      const value = this.literal();
      if (value === NONE || (!this.take(',') && this.peek() !== '}')) return NONE;
      entries.push([key, value]);
    }
    return Object.fromEntries(entries);
  }

  private word(): string | null {
    const start = this.at;
    const word = this.next()?.[3];
    if (word === undefined) this.at = start;
    return word ?? null;
  }

  private take(mark: string): boolean {
    const start = this.at;
    if (this.next()?.[4] === mark) return true;
    this.at = start;
    return false;
  }

  private peek(): string {
    const start = this.at;
    const token = this.next()?.[0].trim() ?? '';
    this.at = start;
    return token;
  }

  private next(): RegExpExecArray | null {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.code);
    if (token) this.at = TOKEN.lastIndex;
    return token;
  }
}

function refCall({ args, kwargs }: Arguments): Apply | null {
  const { v, version = v, ...others } = kwargs;
  const [first, second] = args;
  const isKnown = Object.keys(others).length === 0 && !('v' in kwargs && 'version' in kwargs);
  if (!isKnown || args.length < 1 || args.length > 2 || !args.every((arg) => typeof arg === 'string' && arg !== '')) return null;
  if (version !== undefined && typeof version !== 'string' && typeof version !== 'number') return null;
  const ref =
    second === undefined ? { name: first as string, package: null } : { name: second as string, package: first as string };
  return (recorder) =>
    recorder.ref({ ...ref, version: version === undefined || version === 0 || version === '' ? null : version });
}

function sourceCall({ args, kwargs }: Arguments): Apply | null {
  const [source, table] = args;
  if (args.length !== 2 || Object.keys(kwargs).length > 0 || typeof source !== 'string' || typeof table !== 'string') return null;
  return (recorder) => recorder.source(source, table);
}

function configCall({ args, kwargs }: Arguments): Apply | null {
  if (args.length > 0 || Object.keys(kwargs).length === 0) return null;
  const named = Object.entries(kwargs).map(([key, value]) => [key.replace(/^(pre|post)_hook$/, '$1-hook'), value]);
  return (recorder) => recorder.config(structuredClone(Object.fromEntries(named)) as Json);
}
