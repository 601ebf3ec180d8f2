import { TemplateError } from '../template.errors.js';
import { lexer, NunjucksTokenizerBase, type Token } from '../nunjucks.adapter.js';
import { readString } from './string-literal.js';

const OPENING = /\{%[-+]?|\{\{[-+]?|\{#[-+]?/g;
const RAW_BEGIN = /\{%[-+]?\s*raw\s*([-+]?)%\}/y;
const RAW_END = /\{%([-+]?)\s*endraw\s*([-+]?)%\}/g;
const COMMENT_END = /([-+]?)#\}/g;
const SPACE = /\s+/y;
const NUMBER = /(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][-+]?\d+)?)/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /\/\/|\*\*|==|!=|<=|>=|[-+*/%<>=.,:|~()[\]{}]/y;

const PUNCTUATION: Readonly<Record<string, string>> = {
  '(': 'left-paren',
  ')': 'right-paren',
  '[': 'left-bracket',
  ']': 'right-bracket',
  '{': 'left-curly',
  '}': 'right-curly',
  ',': 'comma',
  ':': 'colon',
  '~': 'tilde',
  '|': 'pipe',
};

/**
 * Jinja2's lexing on nunjucks' tokenizer: white space control is settled here (`-` and `+` on either side), braces
 * are balanced before `}}` ends a variable, comments and raw blocks never reach the parser.
 */
export class JinjaTokenizer extends NunjucksTokenizerBase {
  private ending: '%}' | '}}' | null = null;
  private depth = 0;
  private trimNext = false;

  override nextToken(): Token | null {
    if (this.isFinished()) {
      if (this.ending) throw this.syntax(`unexpected end of template, expected '${this.ending}'`);
      return null;
    }
    return this.ending ? this.codeToken(this.ending) : this.dataToken();
  }

  private syntax(message: string): TemplateError {
    return new TemplateError('syntax', message, { file: '', line: this.lineno + 1, column: this.colno + 1 });
  }

  private token(type: string, length: number, value = this.str.slice(this.index, this.index + length)): Token {
    const token = { type, value, lineno: this.lineno, colno: this.colno };
    this.forwardN(length);
    return token;
  }

  private match(pattern: RegExp, from = this.index): RegExpExecArray | null {
    pattern.lastIndex = from;
    return pattern.exec(this.str);
  }

  private dataToken(): Token | null {
    const opening = this.match(OPENING);
    const end = opening?.index ?? this.len;
    if (end > this.index) return this.textUpTo(end, opening?.[0].endsWith('-') ?? false);
    return opening ? this.open(opening[0]) : null;
  }

  private textUpTo(end: number, trimEnd: boolean): Token | null {
    let text = this.str.slice(this.index, end);
    if (this.trimNext) text = text.trimStart();
    if (trimEnd) text = text.trimEnd();
    this.trimNext = false;
    const token = this.token('data', end - this.index, text);
    return text === '' ? this.nextToken() : token;
  }

  private open(mark: string): Token | null {
    if (mark.startsWith('{#')) return this.skipComment();
    const raw = mark.startsWith('{%') ? this.match(RAW_BEGIN) : null;
    if (raw) return this.rawText(raw);
    this.ending = mark.startsWith('{%') ? '%}' : '}}';
    this.depth = 0;
    return this.token(mark.startsWith('{%') ? 'block-start' : 'variable-start', mark.length, mark.slice(0, 2));
  }

  private skipComment(): Token | null {
    const end = this.match(COMMENT_END, this.index + 2);
    if (!end) throw this.syntax('missing end of comment tag');
    this.forwardN(end.index + end[0].length - this.index);
    this.trimNext = end[1] === '-';
    return this.nextToken();
  }

  private rawText(begin: RegExpExecArray): Token | null {
    const end = this.match(RAW_END, this.index + begin[0].length);
    if (!end) throw this.syntax('missing end of raw directive');
    let text = this.str.slice(this.index + begin[0].length, end.index);
    if (begin[1] === '-') text = text.trimStart();
    if (end[1] === '-') text = text.trimEnd();
    this.trimNext = end[2] === '-';
    return this.token('data', end.index + end[0].length - this.index, text);
  }

  private codeToken(ending: '%}' | '}}'): Token | null {
    const space = this.match(SPACE);
    if (space) {
      this.forwardN(space[0].length);
      return this.nextToken();
    }
    if (this.depth === 0) {
      const close = ['-', '+', ''].map((sign) => sign + ending).find((mark) => this.str.startsWith(mark, this.index));
      if (close) return this.close(close, ending);
    }
    return this.word();
  }

  private close(mark: string, ending: '%}' | '}}'): Token {
    this.ending = null;
    this.trimNext = mark.startsWith('-');
    return this.token(ending === '%}' ? 'block-end' : 'variable-end', mark.length, ending);
  }

  private word(): Token {
    const char = this.str.charAt(this.index);
    if (char === '"' || char === "'") return this.text();
    const number = this.match(NUMBER);
    if (number) return this.token(/^0[xX]|^[\d_]+$/.test(number[0]) ? 'int' : 'float', number[0].length);
    const name = this.match(NAME);
    if (name) return this.token('symbol', name[0].length);
    const operator = this.match(OPERATOR);
    if (!operator) throw this.syntax(`unexpected char '${char}'`);
    if ('([{'.includes(char)) this.depth++;
    if (')]}'.includes(char)) this.depth = Math.max(0, this.depth - 1);
    return this.token(PUNCTUATION[operator[0]] ?? lexer.TOKEN_OPERATOR ?? 'operator', operator[0].length);
  }

  private text(): Token {
    const literal = readString(this.str, this.index);
    if (!literal) throw this.syntax('unexpected end of a string');
    return this.token('string', literal.length, literal.value);
  }
}
