import type { EngineRow } from './engine-value.js';
import type { EngineColumn, EngineSession } from './engine.port.js';

export interface SessionColumn extends EngineColumn {
  /** The engine's own name of the type; on Trino the same as `type`. */
  readonly engineType: string;
}

export interface SessionAnswer {
  readonly columns: readonly SessionColumn[];
  /** Empty unless they were wanted. */
  readonly rows: readonly EngineRow[];
  /** Rows written, where the engine says. */
  readonly rowCount: number | null;
  readonly queryId: string | null;
  /** What Trino calls the statement, such as CREATE TABLE; null for a SELECT and on DuckDB. */
  readonly updateType: string | null;
}

/** Headers by which a router before the engine picks a cluster, for one statement instead of the session's own. */
export interface SessionRoute {
  readonly clientTags: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface SessionOptions {
  /** Whether the rows are wanted; without it they are dropped. */
  readonly fetch?: boolean;
  /** At most so many rows are read. */
  readonly limit?: number | null;
  readonly route?: SessionRoute;
  /** Called once, before the statement begins: one whose id could not be taken never runs. */
  readonly onQueryId?: (queryId: string) => void | Promise<void>;
}

/**
 * One session of a project that is run with its own profile: statements are sent as they are, and what one sets (a transaction, a session
 * property, a temporary table) the next one sees. Throws `EngineError` whose message is the engine's own text in full.
 */
export interface EngineConnection {
  execute(sql: string, options?: SessionOptions): Promise<SessionAnswer>;
  close(): Promise<void>;
}

/** An engine that knows users and authorizes each statement itself: a session is under the principal's name. */
export interface SessionEngine {
  /** An abort ends what runs in it, with `ENGINE_CANCELLED`. */
  connect(session: EngineSession, signal: AbortSignal): Promise<EngineConnection>;
}

/** Where such sessions come from. */
export interface ConnectableEngine {
  connect(): Promise<EngineConnection>;
  /** Ends every statement that runs, with `ENGINE_CANCELLED`. */
  cancelAll(): Promise<void>;
  close(): Promise<void>;
}
