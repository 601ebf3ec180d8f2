import type { TrinoType, TypeKind } from '../../types/trino-type.js';

/** An argument that was bound: DuckDB's text of it, Trino's type, and its own text where it is a literal string. */
export interface ScalarArgument {
  readonly sql: string;
  readonly type: TrinoType;
  readonly text: string | null;
}

/** One kind: what Trino brings to it by itself fits. Several: the argument is of one of them as it is. */
export type ArgumentPattern = TypeKind | readonly TypeKind[];

/** A function for some types of arguments, and how DuckDB says the same. */
export interface ScalarSignature {
  readonly name: string;
  readonly takes: readonly ArgumentPattern[];
  readonly returns: (args: readonly ScalarArgument[]) => TrinoType;
  /** Null: with these arguments the engines differ, or it is not known that they do not. */
  readonly render: (args: readonly ScalarArgument[]) => string | null;
}

/** The name under which a signature is used and covered: `round(decimal, bigint)`. */
export function signatureKey({ name, takes }: ScalarSignature): string {
  return `${name}(${takes.map((pattern) => (typeof pattern === 'string' ? pattern : pattern.join('|'))).join(', ')})`;
}

/** A signature that is a call of DuckDB's function with the same arguments. */
export function plain(
  name: string,
  takes: readonly ArgumentPattern[],
  returns: ScalarSignature['returns'],
  duckdb = name,
): ScalarSignature {
  return { name, takes, returns, render: (args) => `${duckdb}(${args.map(({ sql }) => sql).join(', ')})` };
}

/** Computes a value once, where its text is needed more than once, under a name of the body. */
export function once(sql: string, body: string, name = 'd'): string {
  return `list_transform([${sql}], lambda ${name}: ${body})[1]`;
}
