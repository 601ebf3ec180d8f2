import { TemplateError } from '../template.errors.js';
import { NunjucksTokenizerBase, type Token } from '../nunjucks.adapter.js';
import { trimEnd, trimStart } from '../value/python-space.js';
import { readString } from './string-literal.js';

const RAW_BEGIN = /\{%[-+]?\s*raw\s*(-?)%\}/y;
const RAW_END = /\{%([-+]?)\s*endraw\s*([-+]?)%\}/g;
const SPACE = /\s*/y;
const FLOAT = /(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][-+]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/y;
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

const [BRACE, PERCENT, HASH, MINUS, PLUS, NEWLINE, DOT] = [123, 37, 35, 45, 43, 10, 46];

/**
 * Jinja2's lexing on nunjucks' tokenizer: white space control is settled here (`-` and `+` on either side), braces
 * are balanced before `}}` ends a variable, comments and raw blocks never reach the parser.
 */
export class JinjaTokenizer extends NunjucksTokenizerBase {
  private ending: '' | '%}' | '}}' = '';
  private readonly brackets: string[] = [];
  private trimNext = false;
  private lineStart = 0;

  /** The next token; at the end of the template one of type `eof`. */
  override nextToken(): Token {
    return this.ending === '' ? this.textToken() : this.codeToken(this.ending);
  }

  private syntax(message: string, lineno = this.lineno): TemplateError {
    return new TemplateError('syntax', message, { file: '', line: lineno + 1, column: this.index - this.lineStart + 1 });
  }

  /** A token that begins here; the place moves behind it. */
  private token(type: string, value: string, end: number): Token {
    const token = { type, value, lineno: this.lineno, colno: this.index - this.lineStart };
    this.index = end;
    return token;
  }

  /** Moves on over text that may hold ends of lines. */
  private moveTo(end: number): void {
    for (let at = this.str.indexOf('\n', this.index); at >= 0 && at < end; at = this.str.indexOf('\n', at + 1)) {
      this.lineno++;
      this.lineStart = at + 1;
    }
    this.index = end;
  }

  private textToken(): Token {
    for (;;) {
      if (this.index >= this.len) return this.token('eof', '', this.len);
      const open = this.nextOpening();
      if (open > this.index) {
        const token = this.textUpTo(open);
        if (token) return token;
      }
      if (open === this.len) continue;
      const token = this.opening();
      if (token) return token;
    }
  }

  private nextOpening(): number {
    for (let at = this.str.indexOf('{', this.index); at >= 0; at = this.str.indexOf('{', at + 1)) {
      const next = this.str.charCodeAt(at + 1);
      if (next === BRACE || next === PERCENT || next === HASH) return at;
    }
    return this.len;
  }

  private textUpTo(end: number): Token | null {
    let text = this.str.slice(this.index, end);
    if (this.trimNext) text = trimStart(text);
    if (this.str.charCodeAt(end + 2) === MINUS) text = trimEnd(text);
    this.trimNext = false;
    const { lineno } = this;
    const colno = this.index - this.lineStart;
    this.moveTo(end);
    return text === '' ? null : { type: 'data', value: text, lineno, colno };
  }

  /** At an opening mark: a comment gives no token, a raw block its text. */
  private opening(): Token | null {
    this.trimNext = false;
    const second = this.str.charCodeAt(this.index + 1);
    if (second === HASH) return this.skipComment();
    if (second === PERCENT) {
      RAW_BEGIN.lastIndex = this.index;
      const raw = RAW_BEGIN.exec(this.str);
      if (raw) return this.rawText(raw);
    }
    this.ending = second === PERCENT ? '%}' : '}}';
    this.brackets.length = 0;
    const sign = this.str.charCodeAt(this.index + 2);
    const end = this.index + (sign === MINUS || sign === PLUS ? 3 : 2);
    return this.token(second === PERCENT ? 'block_begin' : 'variable_begin', '', end);
  }

  private skipComment(): null {
    const sign = this.str.charCodeAt(this.index + 2);
    const end = this.str.indexOf('#}', this.index + (sign === MINUS || sign === PLUS ? 3 : 2));
    if (end < 0) throw this.syntax('Missing end of comment tag');
    this.trimNext = this.str.charCodeAt(end - 1) === MINUS && end - 1 > this.index + (sign === MINUS ? 2 : 1);
    this.moveTo(end + 2);
    return null;
  }

  private rawText(begin: RegExpExecArray): Token | null {
    const from = this.index + begin[0].length;
    RAW_END.lastIndex = from;
    const end = RAW_END.exec(this.str);
    if (!end) throw this.syntax('Missing end of raw directive');
    let text = this.str.slice(from, end.index);
    if (begin[1] === '-') text = trimStart(text);
    if (end[1] === '-') text = trimEnd(text);
    this.trimNext = end[2] === '-';
    const token = { type: 'data', value: text, lineno: this.lineno, colno: this.index - this.lineStart };
    this.moveTo(end.index + end[0].length);
    return text === '' ? null : token;
  }

  private codeToken(ending: '%}' | '}}'): Token {
    this.skipSpace();
    const { index, str } = this;
    if (index >= this.len) {
      this.ending = '';
      return this.token('eof', '', index);
    }
    const char = str.charCodeAt(index);
    if (this.brackets.length === 0) {
      const signed = char === MINUS || (char === PLUS && ending === '%}') ? 1 : 0;
      if (str.startsWith(ending, index + signed)) {
        this.ending = '';
        this.trimNext = char === MINUS;
        return this.token(ending === '%}' ? 'block_end' : 'variable_end', '', index + signed + 2);
      }
    }
    if (isNameStart(char)) return this.name();
    if (isDigit(char)) return this.number();
    if (char === 34 || char === 39) return this.text();
    return char > 127 ? this.foreignName() : this.operator(str.charAt(index));
  }

  private skipSpace(): void {
    const { str } = this;
    let at = this.index;
    for (let char = str.charCodeAt(at); char <= 32; char = str.charCodeAt(++at)) {
      if (char !== NEWLINE) continue;
      this.lineno++;
      this.lineStart = at + 1;
    }
    this.index = at;
    if (str.charCodeAt(at) <= 127) return;
    SPACE.lastIndex = at;
    this.moveTo(at + (SPACE.exec(str)?.[0].length ?? 0));
  }

  private name(): Token {
    let end = this.index + 1;
    while (isNamePart(this.str.charCodeAt(end))) end++;
    if (this.str.charCodeAt(end) > 127) return this.foreignName();
    return this.token('name', this.str.slice(this.index, end), end);
  }

  private foreignName(): Token {
    NAME.lastIndex = this.index;
    const name = NAME.exec(this.str)?.[0];
    if (name === undefined) throw this.syntax(`unexpected char ${JSON.stringify(this.str.charAt(this.index))} at ${this.index}`);
    return this.token('name', name, this.index + name.length);
  }

  private number(): Token {
    if (this.str.charCodeAt(this.index - 1) !== DOT) {
      FLOAT.lastIndex = this.index;
      const float = FLOAT.exec(this.str)?.[0];
      if (float !== undefined) return this.token('float', float.replaceAll('_', ''), this.index + float.length);
    }
    INTEGER.lastIndex = this.index;
    const integer = INTEGER.exec(this.str)?.[0] ?? '0';
    return this.token('integer', integer.replaceAll('_', ''), this.index + integer.length);
  }

  private text(): Token {
    const literal = readString(this.str, this.index);
    if (!literal) throw this.syntax(`unexpected char ${this.str.charAt(this.index) === '"' ? `'"'` : `"'"`} at ${this.index}`);
    const token = { type: 'string', value: literal.value, lineno: this.lineno, colno: this.index - this.lineStart };
    this.moveTo(this.index + literal.length);
    return token;
  }

  private operator(char: string): Token {
    const next = this.str.charAt(this.index + 1);
    const isDouble = next === '=' ? '=!<>'.includes(char) : next === char && (char === '*' || char === '/');
    if (isDouble) return this.token(char + next, char + next, this.index + 2);
    if (!'+-*/%~<>=.:,|;()[]{}'.includes(char)) throw this.syntax(`unexpected char '${char}' at ${this.index}`);
    if ('([{'.includes(char)) this.brackets.push(CLOSING[char] ?? '');
    else if (')]}'.includes(char)) {
      const expected = this.brackets.pop();
      if (expected === undefined) throw this.syntax(`unexpected '${char}'`);
      if (expected !== char) throw this.syntax(`unexpected '${char}', expected '${expected}'`);
    }
    return this.token(char, char, this.index + 1);
  }
}

function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

function isNameStart(char: number): boolean {
  return (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || char === 95;
}

function isNamePart(char: number): boolean {
  return isNameStart(char) || isDigit(char);
}
