import type { TrinoType } from '../types/trino-type.js';

/** An expression whose names, types and constructs are known: Trino's type, DuckDB's text. */
export interface BoundExpression {
  readonly sql: string;
  readonly type: TrinoType;
  /** What Trino calls the column when the expression is selected without an alias. */
  readonly name?: string;
}

/** A column that a relation offers to the query around it. */
export interface BoundField {
  /** Trino's name; null for an expression without an alias, which nobody can name. */
  readonly name: string | null;
  readonly type: TrinoType;
  /** The column's name in the written text. */
  readonly column: string;
  /** `*` leaves it out. */
  readonly hidden?: boolean;
}

export interface BoundQuery {
  readonly sql: string;
  readonly fields: readonly BoundField[];
}
