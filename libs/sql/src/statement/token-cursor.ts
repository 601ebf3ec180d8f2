import type { RelationName } from '@weft/kernel';
import { SqlRefusal } from '../syntax/refusal.errors.js';
import { SourceText } from '../syntax/source-text.js';
import type { Token } from '../syntax/statement-syntax.js';
import { checkHeadToken } from '../syntax/check-tokens.js';
import { readTokens } from '../syntax/parse-statement.js';

const OPENS = new Set(['L_PAREN', 'L_BRACKET']);
const CLOSES = new Set(['R_PAREN', 'R_BRACKET']);

/** Goes over the words of a statement; what is not expected is refused at its place. */
export class TokenCursor {
  private readonly source: SourceText;
  private readonly tokens: readonly Token[];
  private index = 0;

  constructor(
    sql: string,
    /** Completes names of fewer than three parts. */
    private readonly session: { readonly catalog?: string; readonly schema?: string },
  ) {
    this.source = new SourceText(sql);
    const tokens = readTokens(sql);
    this.tokens = tokens.at(-1)?.type === 'SEMICOLON' ? tokens.slice(0, -1) : tokens;
  }

  get isAtEnd(): boolean {
    return this.index >= this.tokens.length;
  }

  get position(): number {
    return this.index;
  }

  /** Whether the next words are these. */
  sees(...words: readonly string[]): boolean {
    return words.every((word, offset) => this.isWord(this.tokens[this.index + offset], word));
  }

  accept(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    for (const _ of words) this.take();
    return true;
  }

  expect(...words: readonly string[]): void {
    if (!this.accept(...words)) throw this.refuse();
  }

  name(): string {
    const token = this.tokens[this.index];
    const isName =
      token?.type === 'QUOTED_IDENTIFIER' || (token !== undefined && /^[a-z_]\w*$/i.test(token.text) && token.type !== 'STRING');
    if (!token || !isName) throw this.refuse();
    this.take();
    return token.text.toLowerCase();
  }

  names(): string[] {
    const parts = [this.name()];
    while (this.accept('.')) parts.push(this.name());
    return parts;
  }

  relation(): RelationName {
    const start = this.index;
    const relation = this.complete(this.names());
    if (!relation) throw this.refuse(start, 'does not say its catalog and schema');
    return relation;
  }

  complete(parts: readonly string[]): RelationName | null {
    const [table, schema = this.session.schema, catalog = this.session.catalog] = [...parts].reverse();
    if (table === undefined || !schema || !catalog || parts.length > 3) return null;
    return { catalog: catalog.toLowerCase(), schema: schema.toLowerCase(), table };
  }

  text(): string {
    const token = this.tokens[this.index];
    if (token?.type !== 'STRING') throw this.refuse();
    this.take();
    return token.text;
  }

  /** Moves over words up to one that `isEnd` knows outside of parentheses; answers them as they stand, at their place. */
  until(isEnd: (cursor: TokenCursor) => boolean): string {
    const start = this.index;
    this.pass(isEnd);
    return this.textBetween(start, this.index);
  }

  /** The same without its place. */
  piece(isEnd: (cursor: TokenCursor) => boolean): string {
    const [start, first] = [this.index, this.tokens[this.index]];
    this.pass(isEnd);
    const last = this.tokens[this.index - 1];
    if (!first || !last || this.index <= start) throw this.refuse(start);
    return this.source.slice(first.start, last.end);
  }

  private pass(isEnd: (cursor: TokenCursor) => boolean): void {
    let depth = 0;
    while (!this.isAtEnd && (depth > 0 || !isEnd(this))) {
      const { type } = this.tokens[this.index] as Token;
      depth += OPENS.has(type) ? 1 : CLOSES.has(type) ? -1 : 0;
      if (depth < 0) break;
      this.index++;
    }
  }

  /** All that is left, at its place: what stands before is blanked, so that lines and columns stay what they are. */
  rest(): string {
    const start = this.index;
    this.index = this.tokens.length;
    return this.textBetween(start, this.index);
  }

  end(): void {
    if (!this.isAtEnd) throw this.refuse();
  }

  refuse(at = this.index, why = 'is not supported on the embedded engine; run it on Trino'): SqlRefusal {
    const token = this.tokens[at];
    const what = token ? `'${this.source.slice(token.start, token.end)}'` : 'the end of the statement';
    const place = this.source.placeAt(token?.start ?? this.source.length);
    return new SqlRefusal('SQL_NOT_SUPPORTED', `${what} ${why}`, place);
  }

  private take(): void {
    checkHeadToken(this.source, this.tokens[this.index - 1], this.tokens[this.index] as Token);
    this.index++;
  }

  private isWord(token: Token | undefined, word: string): boolean {
    if (!token || token.type === 'QUOTED_IDENTIFIER' || token.type === 'STRING') return false;
    return token.text.toLowerCase() === word.toLowerCase();
  }

  private textBetween(start: number, end: number): string {
    const [first, last] = [this.tokens[start], this.tokens[end - 1]];
    if (!first || !last || end <= start) throw this.refuse(start);
    return blank(this.source.slice(0, first.start)) + this.source.slice(first.start, last.end);
  }
}

function blank(text: string): string {
  return text.replace(/[^\n]/gu, ' ');
}
