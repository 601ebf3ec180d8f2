import type { RelationName } from '@weft/kernel';
import type { EngineRow } from './engine-value.js';

/** Under whose name and where a statement runs. The session's time zone is always UTC. */
export interface EngineSession {
  /** The principal; Trino authorizes as this user. */
  readonly user: string;
  readonly catalog?: string;
  readonly schema?: string;
}

export interface ExecuteOptions {
  readonly signal?: AbortSignal;
  /** Called once, as soon as the engine has named the query, before it ends: whoever takes over can cancel by it. */
  readonly onQueryId?: (queryId: string) => void | Promise<void>;
  /**
   * What the caller knows of the result's columns, in order. An engine whose own types say less uses them: DuckDB has neither
   * varchar(3) nor timestamp(0).
   */
  readonly columns?: readonly EngineColumn[];
}

/** `type` is a Trino type as Trino writes it: bigint, varchar(10), decimal(12,2), timestamp(3) with time zone, array(integer). */
export interface EngineColumn {
  readonly name: string;
  readonly type: string;
}

export interface ExecuteResult {
  readonly queryId: string;
  /** Rows written, where the engine says. */
  readonly rowCount?: number;
}

/** A result that is read once, at the reader's pace. Leaving the loop early, or `close`, cancels the query. */
export interface RowStream extends AsyncIterable<EngineRow> {
  readonly queryId: string;
  readonly columns: readonly EngineColumn[];
  close(): Promise<void>;
}

export type RelationKind = 'table' | 'view';

export interface RelationInfo extends RelationName {
  readonly kind: RelationKind;
}

export interface ColumnInfo extends EngineColumn {
  /** From 1. */
  readonly position: number;
  readonly nullable: boolean;
  /** A view's column, where the engine does not keep all of a view's types. */
  readonly ofView?: boolean;
}

/** An engine that runs SQL of its own dialect. Every method throws `EngineError` and nothing else. */
export interface Engine {
  readonly dialect: 'trino' | 'duckdb';
  execute(session: EngineSession, sql: string, options?: ExecuteOptions): Promise<ExecuteResult>;
  stream(session: EngineSession, sql: string, options?: ExecuteOptions): Promise<RowStream>;
  /**
   * Ends a query by the id the engine gave; a query that has ended, or that nobody knows, is no error. `session` is the query's owner:
   * Trino needs it for a query that another process has started.
   */
  cancel(queryId: string, session?: EngineSession): Promise<void>;
  listRelations(session: EngineSession, catalog: string, schema?: string): Promise<RelationInfo[]>;
  /** In the relation's order; empty where there is no such relation. */
  listColumns(session: EngineSession, relation: RelationName): Promise<ColumnInfo[]>;
  close(): Promise<void>;
}

/** What an engine's own parser sees in a text. */
export interface StatementInspection {
  /** How many statements the text holds. */
  readonly statements: number;
  /** Whether the only statement is a SELECT (WITH and set operations included). */
  readonly isSelect: boolean;
  /** Base relations as written, CTE names left out. A part that is not written is ''. */
  readonly relations: readonly { readonly catalog: string; readonly schema: string; readonly table: string }[];
  /** Scalar, aggregate, window and operator functions, lower case. */
  readonly functions: readonly string[];
  readonly tableFunctions: readonly string[];
}

/** An engine that can read a statement with its own parser without running it. */
export interface StatementInspector {
  inspect(sql: string): Promise<StatementInspection>;
}
