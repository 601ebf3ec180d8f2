/** One answer of Trino's statement protocol, as far as it is read here. */
export interface TrinoAnswer {
  readonly id: string;
  readonly nextUri?: string;
  readonly columns?: readonly TrinoColumn[];
  readonly data?: readonly (readonly unknown[])[];
  readonly updateCount?: number | bigint;
  readonly updateType?: string;
  readonly error?: TrinoFailure;
}

export interface TrinoColumn {
  readonly name: string;
  readonly type: string;
  readonly typeSignature: TypeSignature;
}

/** A type in parts: what is inside arrays, maps and rows can be read without parsing its name. */
export interface TypeSignature {
  readonly rawType: string;
  readonly arguments: readonly TypeArgument[];
}

export type TypeArgument =
  | { readonly kind: 'TYPE'; readonly value: TypeSignature }
  | {
      readonly kind: 'NAMED_TYPE';
      readonly value: { readonly fieldName?: { readonly name: string }; readonly typeSignature: TypeSignature };
    }
  | { readonly kind: 'LONG' | 'VARIABLE'; readonly value: unknown };

/** `failureInfo` holds a stack trace of the server; it is never read. */
export interface TrinoFailure {
  readonly message: string;
  readonly errorName: string;
  readonly errorType: string;
  readonly errorLocation?: { readonly lineNumber: number; readonly columnNumber: number };
}
