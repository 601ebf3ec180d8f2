import { TemplateError } from '../template.errors.js';
import { NunjucksParserBase, type Token } from '../nunjucks.adapter.js';
import type { JinjaTokenizer } from './jinja-tokenizer.js';

const DESCRIBED: Readonly<Record<string, string>> = {
  variable_begin: 'begin of print statement',
  variable_end: 'end of print statement',
  block_begin: 'begin of statement block',
  block_end: 'end of statement block',
  data: 'template data / text',
  eof: 'end of template',
};

/** nunjucks' parser over Jinja2's tokens: the token at hand, and at most one more. */
export abstract class TokenParser extends NunjucksParserBase {
  protected current: Token;
  private ahead: Token | null = null;

  constructor(private readonly tokenizer: JinjaTokenizer) {
    super(tokenizer);
    this.current = tokenizer.nextToken();
  }

  /** The token at hand, moving on to the next. */
  protected take(): Token {
    const token = this.current;
    this.current = this.ahead ?? this.tokenizer.nextToken();
    this.ahead = null;
    return token;
  }

  /** The token behind the one at hand. */
  protected look(): Token {
    this.ahead ??= this.tokenizer.nextToken();
    return this.ahead;
  }

  protected skip(type: string): boolean {
    if (this.current.type !== type) return false;
    this.take();
    return true;
  }

  protected isName(value: string): boolean {
    return this.current.value === value && this.current.type === 'name';
  }

  protected skipName(value: string): boolean {
    if (!this.isName(value)) return false;
    this.take();
    return true;
  }

  protected expect(type: string): Token {
    if (this.current.type === type) return this.take();
    const expected = DESCRIBED[type] ?? type;
    if (this.current.type === 'eof') return this.fail(`unexpected end of template, expected '${expected}'.`);
    return this.fail(`expected token '${expected}', got '${this.described(this.current)}'`);
  }

  protected expectName(value: string): Token {
    if (this.isName(value)) return this.take();
    return this.fail(`expected token '${value}', got '${this.described(this.current)}'`);
  }

  protected described(token: Token): string {
    return token.type === 'name' ? token.value : (DESCRIBED[token.type] ?? token.type);
  }

  override fail(message: string, lineno = this.current.lineno, colno = this.current.colno): never {
    throw new TemplateError('syntax', message, { file: '', line: lineno + 1, column: colno + 1 });
  }
}
