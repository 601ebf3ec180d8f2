import nunjucks from 'nunjucks';

/** One token as the parser reads it; line and column count from 0. */
export interface Token {
  /** Jinja2's word for it; an operator is its own type. */
  readonly type: string;
  readonly value: string;
  readonly lineno: number;
  readonly colno: number;
}

/** A node of the tree. Fields besides the place depend on the type. */
export interface NunjucksNode {
  readonly typename: string;
  readonly lineno: number;
  readonly colno: number;
}

export interface NunjucksTokenizer {
  str: string;
  len: number;
  index: number;
  lineno: number;
  nextToken(): Token | null;
}

export interface NunjucksParser {
  fail(message: string, lineno?: number, colno?: number): never;
}

export interface NunjucksCompiler {
  _tmpid(): string;
  fail(message: string, lineno?: number, colno?: number): never;
}

interface Internals {
  readonly lexer: { lex(source: string): NunjucksTokenizer };
  readonly parser: { readonly Parser: new (tokens: NunjucksTokenizer) => NunjucksParser };
  readonly compiler: { readonly Compiler: new (name: string, throwOnUndefined: boolean) => NunjucksCompiler };
  readonly nodes: { readonly Node: new () => object };
}

// The published types leave out the lexer, parser, compiler and nodes, which nunjucks does export.
const internals = nunjucks as unknown as Internals;

export const NunjucksParserBase = internals.parser.Parser;
export const NunjucksCompilerBase = internals.compiler.Compiler;
export const NunjucksNodeBase = internals.nodes.Node;
export const NunjucksTokenizerBase = internals.lexer.lex('').constructor as new (source: string) => NunjucksTokenizer;
