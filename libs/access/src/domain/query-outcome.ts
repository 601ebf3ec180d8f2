/** The policy, or the engine that asked it, said no. To an outsider missing and not allowed look alike. */
export interface QueryDenied {
  readonly kind: 'denied';
  /** The policy's reason code, such as NO_GRANT. */
  readonly code: string;
  readonly message: string;
  readonly reason: string;
  readonly nextStep: string | null;
  readonly relation: string | null;
}

/** The statement cannot be run as it stands, or the engine failed at it. */
export interface QueryFailed {
  readonly kind: 'failed';
  readonly code: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

export type QueryRefusal = QueryDenied | QueryFailed;

/** What a consumer sends: one SELECT in Trino's SQL, and what completes names of fewer than three parts. */
export interface GovernedStatement {
  readonly sql: string;
  readonly catalog?: string | null | undefined;
  readonly schema?: string | null | undefined;
}

export function queryFailed(code: string, message: string, place: { line?: number; column?: number } = {}): QueryFailed {
  return { kind: 'failed', code, message, line: place.line ?? null, column: place.column ?? null };
}
