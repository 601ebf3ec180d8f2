import { bindArguments, callable, Callable, type Kwargs, toRepr, Tuple } from '@weft/jinja';
import { integerOf, type Method, method, PyModule, PyValue, textOf, typeError } from './py-value.js';

const FLAGS = { IGNORECASE: 2, MULTILINE: 8, DOTALL: 16, UNICODE: 32, VERBOSE: 64, ASCII: 256 } as const;

/** Python's `re` over JavaScript's expressions: its syntax is translated, its matching rules are the same for what templates write. */
class Pattern extends PyValue {
  readonly flags: number;
  private readonly source: string;

  constructor(
    readonly pattern: string,
    flags: number,
  ) {
    super();
    const inline = /^\(\?([aimsux]+)\)/.exec(pattern);
    this.flags = [...(inline?.[1] ?? '')].reduce((all, letter) => all | (LETTERS[letter] ?? 0), flags);
    this.source = translate(pattern.slice(inline?.[0].length ?? 0), this.flags);
  }

  /** A fresh expression that matches all (`g`) or at one place (`y`). */
  expression(mode: 'g' | 'y' | ''): RegExp {
    const flags = `${mode}${this.flags & FLAGS.IGNORECASE ? 'i' : ''}${this.flags & FLAGS.MULTILINE ? 'm' : ''}${this.flags & FLAGS.DOTALL ? 's' : ''}`;
    try {
      return new RegExp(this.source, `${flags}d`);
    } catch (error) {
      throw typeError(`bad pattern ${toRepr(this.pattern)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  fullExpression(): RegExp {
    return new RegExp(`(?:${this.source})(?![\\s\\S])`, this.expression('y').flags);
  }

  protected field(name: string): unknown {
    return name === 'pattern' || name === 'flags' ? this[name] : undefined;
  }

  protected method(name: string): Method<never> | undefined {
    return Object.hasOwn(METHODS, name) ? (METHODS[name] as Method<never>) : undefined;
  }

  toString(): string {
    return this.repr();
  }

  repr(): string {
    return `re.compile(${toRepr(this.pattern)})`;
  }
}

class Match extends PyValue {
  constructor(
    private readonly found: RegExpExecArray,
    private readonly text: string,
  ) {
    super();
  }

  group(key: unknown): string | null {
    if (typeof key === 'string') {
      if (!this.found.groups || !(key in this.found.groups)) throw typeError('no such group');
      return this.found.groups[key] ?? null;
    }
    const index = integerOf(key, 0);
    if (index < 0 || index >= this.found.length) throw typeError('no such group');
    return this.found[index] ?? null;
  }

  groups(fallback: unknown = null): Tuple {
    return Tuple.fromItems([...this.found].slice(1).map((text) => text ?? fallback));
  }

  groupdict(fallback: unknown = null): Map<string, unknown> {
    return new Map(Object.entries(this.found.groups ?? {}).map(([name, text]) => [name, text ?? fallback]));
  }

  span(key: unknown): [number, number] {
    if (typeof key === 'string') return this.found.indices?.groups?.[key] ?? [-1, -1];
    return this.found.indices?.[integerOf(key, 0)] ?? [-1, -1];
  }

  override item(key: unknown): unknown {
    return this.group(key);
  }

  protected field(name: string): unknown {
    if (name === 'string') return this.text;
    return name === 'lastindex' ? (this.found.length > 1 ? this.found.length - 1 : null) : undefined;
  }

  override attribute(name: string): unknown {
    if (name !== 'group') return super.attribute(name);
    return callable('group', (keys) => {
      if (keys.length < 2) return this.group(keys[0]);
      return Tuple.fromItems(keys.map((key) => this.group(key)));
    });
  }

  protected method(name: string): Method<never> | undefined {
    return Object.hasOwn(MATCH_METHODS, name) ? (MATCH_METHODS[name] as Method<never>) : undefined;
  }

  /** What a replacement text means for this match: `\1`, `\g<name>`. */
  expand(template: string): string {
    return template.replace(/\\(?:g<(\w+)>|(\d{1,2})|(.))/gs, (_all, named?: string, digits?: string, other?: string) => {
      const key = named ?? digits;
      if (key !== undefined) return this.group(/^\d+$/.test(key) ? Number(key) : key) ?? '';
      return ESCAPES[other ?? ''] ?? (/[a-zA-Z]/.test(other ?? '') ? `\\${other ?? ''}` : (other ?? ''));
    });
  }

  toString(): string {
    return this.repr();
  }

  repr(): string {
    const [from, to] = this.span(0);
    return `<re.Match object; span=(${from}, ${to}), match=${toRepr(this.found[0])}>`;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };
const LETTERS: Readonly<Record<string, number>> = { a: 256, i: 2, m: 8, s: 16, u: 32, x: 64 };

const MATCH_METHODS: Readonly<Record<string, Method<Match>>> = {
  groups: method(['default'], (self, { default: fallback }) => self.groups(fallback)),
  groupdict: method(['default'], (self, { default: fallback }) => self.groupdict(fallback)),
  start: method(['group'], (self, { group }) => self.span(group)[0]),
  end: method(['group'], (self, { group }) => self.span(group)[1]),
  span: method(['group'], (self, { group }) => Tuple.fromItems(self.span(group))),
  expand: method(['template'], (self, { template }) => self.expand(textOf(template))),
};

function run(expression: RegExp, text: string): Match | null {
  const found = expression.exec(text);
  return found && new Match(found, text);
}

function all(pattern: Pattern, text: string): Match[] {
  return [...text.matchAll(pattern.expression('g'))].map((found) => new Match(found as RegExpExecArray, text));
}

function findall(pattern: Pattern, text: string): unknown[] {
  return all(pattern, text).map((match) => {
    const groups = match.groups('');
    if (groups.length === 0) return match.group(0);
    return groups.length === 1 ? groups[0] : groups;
  });
}

async function substituteLater(pattern: Pattern, replacement: Callable, text: string, count: number): Promise<string> {
  const parts: string[] = [];
  let from = 0;
  for (const match of all(pattern, text).slice(0, count || undefined)) {
    const [start, end] = match.span(0);
    parts.push(text.slice(from, start), textOf(await replacement.body([match], new Map())));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

function substitute(pattern: Pattern, replacement: string, text: string, count: number): [string, number] {
  const matches = all(pattern, text).slice(0, count || undefined);
  let from = 0;
  const parts = matches.map((match) => {
    const [start, end] = match.span(0);
    const part = text.slice(from, start) + match.expand(replacement);
    from = end;
    return part;
  });
  return [parts.join('') + text.slice(from), matches.length];
}

function split(pattern: Pattern, text: string, most: number): unknown[] {
  const parts: unknown[] = [];
  let from = 0;
  for (const match of all(pattern, text).slice(0, most || undefined)) {
    const [start, end] = match.span(0);
    parts.push(text.slice(from, start), ...match.groups());
    from = end;
  }
  return [...parts, text.slice(from)];
}

const METHODS: Readonly<Record<string, Method<Pattern>>> = {
  match: method(['string', 'pos'], (self, { string, pos }) => {
    const expression = self.expression('y');
    expression.lastIndex = integerOf(pos, 0);
    return run(expression, textOf(string));
  }),
  fullmatch: method(['string'], (self, { string }) => run(self.fullExpression(), textOf(string))),
  search: method(['string', 'pos'], (self, { string, pos }) => {
    const expression = self.expression('g');
    expression.lastIndex = integerOf(pos, 0);
    return run(expression, textOf(string));
  }),
  findall: method(['string'], (self, { string }) => findall(self, textOf(string))),
  finditer: method(['string'], (self, { string }) => all(self, textOf(string))),
  split: method(['string', 'maxsplit'], (self, { string, maxsplit }) => split(self, textOf(string), integerOf(maxsplit, 0))),
  sub: method(['repl', 'string', 'count'], (self, { repl, string, count }) =>
    repl instanceof Callable
      ? substituteLater(self, repl, textOf(string), integerOf(count, 0))
      : substitute(self, textOf(repl), textOf(string), integerOf(count, 0))[0],
  ),
  subn: method(['repl', 'string', 'count'], (self, { repl, string, count }) =>
    Tuple.fromItems(substitute(self, textOf(repl), textOf(string), integerOf(count, 0))),
  ),
};

/** `(?P<a>x)`, `(?P=a)`, `\A`, `\Z`, verbose mode: what Python writes in another way. */
function translate(pattern: string, flags: number): string {
  const plain =
    flags & FLAGS.VERBOSE
      ? pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|#.*|\s+/g, (part) => (/^[\\[]/.test(part) ? part : ''))
      : pattern;
  return plain.replace(/\\[\s\S]|\[(?:\\[\s\S]|\^?\]|[^\]\\])*\]|\(\?P<|\(\?P=(\w+)\)|\$/g, (part, name?: string) => {
    if (part === '(?P<') return '(?<';
    if (name !== undefined) return `\\k<${name}>`;
    if (part === '\\A') return '(?<![\\s\\S])';
    if (part === '\\Z') return '(?![\\s\\S])';
    if (part === '$' && !(flags & FLAGS.MULTILINE)) return '(?=\\n?(?![\\s\\S]))';
    return part.startsWith('[]') || part.startsWith('[^]') ? part.replace(/^\[(\^?)\]/, '[$1\\]') : part;
  });
}

const known = new Map<string, Pattern>();

function compile(pattern: unknown, flags: unknown): Pattern {
  if (pattern instanceof Pattern) return pattern;
  const key = `${integerOf(flags, 0)}:${textOf(pattern)}`;
  const made = known.get(key) ?? new Pattern(textOf(pattern), integerOf(flags, 0));
  if (known.size < 500) known.set(key, made);
  return made;
}

function viaPattern(name: string, parameters: readonly string[]): Callable {
  return callable(name, (args, kwargs: Kwargs) => {
    const { pattern, flags, ...rest } = bindArguments(name, ['pattern', ...parameters, 'flags'], args, kwargs);
    return METHODS[name]?.call(compile(pattern, flags), rest);
  });
}

export const RE = new PyModule('re', {
  ...FLAGS,
  I: FLAGS.IGNORECASE,
  M: FLAGS.MULTILINE,
  S: FLAGS.DOTALL,
  X: FLAGS.VERBOSE,
  U: FLAGS.UNICODE,
  A: FLAGS.ASCII,
  compile: callable('compile', ([pattern, flags], kwargs) =>
    compile(pattern ?? kwargs.get('pattern'), flags ?? kwargs.get('flags')),
  ),
  match: viaPattern('match', ['string']),
  fullmatch: viaPattern('fullmatch', ['string']),
  search: viaPattern('search', ['string']),
  findall: viaPattern('findall', ['string']),
  finditer: viaPattern('finditer', ['string']),
  split: viaPattern('split', ['string', 'maxsplit']),
  sub: viaPattern('sub', ['repl', 'string', 'count']),
  subn: viaPattern('subn', ['repl', 'string', 'count']),
  escape: callable('escape', ([text]) => textOf(text).replace(/[\\.^$*+?()[\]{}|#&~\-\s]/g, '\\$&')),
});
