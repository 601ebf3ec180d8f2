import nunjucks from 'nunjucks';

/** One token as nunjucks' parser reads it; line and column count from 0. */
export interface Token {
  readonly type: string;
  readonly value: string;
  readonly lineno: number;
  readonly colno: number;
}

/** A node of nunjucks' tree. Fields besides the place depend on the type. */
export interface NunjucksNode {
  readonly typename: string;
  readonly lineno: number;
  readonly colno: number;
  readonly fields: readonly string[];
  readonly children?: NunjucksNode[];
}

export type NodeClass<T extends NunjucksNode = NunjucksNode> = (new (
  lineno: number,
  colno: number,
  ...fields: unknown[]
) => T) & {
  extend<U extends NunjucksNode>(name: string, props: { fields: readonly string[] }): NodeClass<U>;
};

export interface NunjucksTokenizer {
  str: string;
  len: number;
  index: number;
  lineno: number;
  colno: number;
  tags: Readonly<Record<string, string>>;
  forwardN(count: number): void;
  isFinished(): boolean;
  nextToken(): Token | null;
}

export interface NunjucksParser {
  breakOnBlocks: readonly string[] | null;
  nextToken(): Token | null;
  peekToken(): Token | null;
  pushToken(token: Token | null): void;
  fail(message: string, lineno?: number, colno?: number): never;
  skip(type: string): boolean;
  skipValue(type: string, value: string): boolean;
  skipSymbol(value: string): boolean;
  expect(type: string): Token;
  advanceAfterBlockEnd(name?: string): Token;
  advanceAfterVariableEnd(): void;
  parseUntilBlocks(...names: string[]): NunjucksNode;
  parseAsRoot(): NunjucksNode;
}

export interface NunjucksCompiler {
  codebuf: string[];
  _emit(code: string): void;
  _emitLine(code: string): void;
  _tmpid(): string;
  compile(node: NunjucksNode, frame?: unknown): void;
  getCode(): string;
  fail(message: string, lineno?: number, colno?: number): never;
}

export interface Scope {
  set(name: string, value: unknown): void;
  lookup(name: string): unknown;
  push(): Scope;
}

interface Internals {
  readonly lexer: { lex(source: string): NunjucksTokenizer } & Readonly<Record<`TOKEN_${string}`, string>>;
  readonly parser: { readonly Parser: new (tokens: NunjucksTokenizer) => NunjucksParser };
  readonly compiler: { readonly Compiler: new (name: string, throwOnUndefined: boolean) => NunjucksCompiler };
  readonly nodes: Readonly<Record<string, NodeClass>>;
  readonly runtime: { readonly Frame: new () => Scope };
}

// The published types leave out the lexer, parser, compiler, nodes and runtime, which nunjucks does export.
const internals = nunjucks as unknown as Internals;

export const { lexer } = internals;
export const NunjucksParserBase = internals.parser.Parser;
export const NunjucksCompilerBase = internals.compiler.Compiler;
export const nunjucksNodes = internals.nodes;
export const RuntimeScope = internals.runtime.Frame;
export const NunjucksTokenizerBase = internals.lexer.lex('').constructor as new (source: string) => NunjucksTokenizer;
