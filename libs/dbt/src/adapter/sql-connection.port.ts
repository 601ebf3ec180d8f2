/** A value of a result as an engine's adapter gives it: BIGINT and DECIMAL are strings, dates ISO 8601, VARBINARY base64. */
export type SqlValue = null | boolean | number | string | readonly SqlValue[] | { readonly [key: string]: SqlValue };

export interface SqlColumn {
  readonly name: string;
  /** Trino's name of the type, on every engine: bigint, decimal(12,2), timestamp(6) with time zone. */
  readonly type: string;
  /** The engine's own name of it. */
  readonly engineType: string;
}

export interface SqlAnswer {
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** Rows written, or read; null where the engine does not say. */
  readonly rowCount: number | null;
  readonly queryId: string | null;
  /** What Trino calls the statement, such as CREATE TABLE; null for a SELECT and on DuckDB. */
  readonly updateType: string | null;
}

export interface SqlOptions {
  /** Whether the rows are wanted; without it they are dropped. */
  readonly fetch?: boolean;
  readonly limit?: number | null;
}

/** The engine refused a statement; the message is the engine's own and holds no secret. */
export class SqlError extends Error {
  constructor(
    message: string,
    readonly details: {
      readonly line?: number;
      readonly column?: number;
      readonly engineCode?: string;
      readonly cancelled?: boolean;
    } = {},
  ) {
    super(message);
    this.name = 'SqlError';
  }
}

/** One session with an engine. `begin`, `commit` and `rollback` are statements. Throws `SqlError`. */
export interface SqlConnection {
  execute(sql: string, options?: SqlOptions): Promise<SqlAnswer>;
  close(): Promise<void>;
}

/** Sessions with the engine of one target. */
export interface SqlConnections {
  /** `name` says what it is for, such as a node's unique id. */
  open(name: string): Promise<SqlConnection>;
  /** Ends every statement that runs; they throw a `SqlError` that is `cancelled`. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}
