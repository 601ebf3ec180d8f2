import type { SourcePlace } from './refusal.errors.js';
import type { SourceText } from './source-text.js';
import { firstOffset, type SyntaxNode } from './syntax-node.js';

export interface Token {
  /** The parser's name of the token's kind, such as SELECT, VAR, STRING. */
  readonly type: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One parsed SELECT: its tree, its tokens, and the way back from a node to a place in the text. */
export class StatementSyntax {
  constructor(
    readonly source: SourceText,
    readonly tokens: readonly Token[],
    readonly root: SyntaxNode,
  ) {}

  /**
   * Where a construct stands. The parser keeps places of identifiers only, so that a keyword or a function's name is looked for
   * to the left of the construct's first identifier; without one, its first occurrence in the statement.
   */
  placeOf(node: unknown, word?: string): SourcePlace {
    const inner = firstOffset(node);
    const token = word === undefined ? undefined : this.findWord(word, inner);
    return this.source.placeAt(token?.start ?? inner ?? this.tokens[0]?.start ?? 0);
  }

  private findWord(word: string, before: number | null): Token | undefined {
    const same = this.tokens.filter((token) => token.text.toLowerCase() === word.toLowerCase());
    if (before === null) return same[0];
    return same.findLast((token) => token.start <= before) ?? same[0];
  }
}
