import type { EngineColumn, EngineSession } from '@weft/engine';
import type { Diagnostic, RelationName, Result } from '@weft/kernel';

/** A SELECT that may be sent to the engine, in the engine's own dialect. */
export interface PreparedSelect {
  readonly sql: string;
  readonly session: EngineSession;
  /** The result's columns as Trino has them, where they are known. */
  readonly columns?: readonly EngineColumn[];
}

export interface SelectOptions {
  /** What diagnostics call the statement: the node's file. */
  readonly source: string;
  /** It is the query of a view or a table: each column must have a name. */
  readonly asRelation: boolean;
}

/** Decides what a run may read and write before it reaches an engine that knows no users; on Trino, Trino itself decides. */
export interface StatementGuard {
  select(sql: string, options: SelectOptions): Promise<Result<PreparedSelect, readonly Diagnostic[]>>;
  /** Null when the run may create, replace and drop this relation, else why not. */
  write(relation: RelationName): Diagnostic | null;
}
