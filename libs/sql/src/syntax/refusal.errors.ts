import type { Diagnostic } from '@weft/kernel';

/** Where in the statement, from 1. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

export type SqlErrorCode =
  | 'SQL_SYNTAX'
  | 'SQL_TOO_DEEP'
  | 'SQL_TOO_LARGE'
  | 'SQL_NOT_ONE_STATEMENT'
  | 'SQL_NOT_A_SELECT'
  | 'SQL_NOT_SUPPORTED'
  | 'SQL_TYPE_MISMATCH'
  | 'SQL_OUT_OF_RANGE'
  | 'SQL_RELATION_NOT_FOUND'
  | 'SQL_NAME_INCOMPLETE'
  | 'SQL_COLUMN_NOT_FOUND'
  | 'SQL_COLUMN_AMBIGUOUS'
  | 'SQL_COLUMN_NAME_MISSING'
  | 'SQL_COLUMN_NAME_DUPLICATE'
  | 'SQL_NOT_GROUPED'
  | 'SQL_AGGREGATE_MISPLACED';

/** Ends the binding of a statement. It never leaves this lib: the public functions return it as a diagnostic. */
export class SqlRefusal extends Error {
  constructor(
    readonly code: SqlErrorCode,
    message: string,
    readonly place: SourcePlace | null,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** Runs a stage; what it refuses becomes a diagnostic that names `source`. */
export function toDiagnostic(refusal: SqlRefusal, source: string): Diagnostic {
  const { code, message, place, hint } = refusal;
  return {
    code,
    severity: 'error',
    message,
    location: { file: source, ...(place ?? {}) },
    ...(hint === undefined ? {} : { hint }),
  };
}
