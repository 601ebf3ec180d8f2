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

/** What a node says instead of the profile about how its statements find their cluster. */
export interface SqlRoute {
  readonly clientTags: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface SqlOptions {
  /** Whether the rows are wanted; without it they are dropped. */
  readonly fetch?: boolean;
  readonly limit?: number | null;
  /** For whom the statement is, such as a node's unique id: a connection may serve one after another. */
  readonly node?: string;
  readonly route?: SqlRoute;
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

/** A relation as an engine's catalog lists it. */
export interface ListedRelation {
  readonly schema: string;
  readonly name: string;
  readonly type: 'table' | 'view';
}

/** What an engine knows of its relations, asked without SQL; names match in any case. */
export interface SqlCatalog {
  listSchemas(database: string): Promise<readonly string[]>;
  listRelations(database: string, schema: string): Promise<readonly ListedRelation[]>;
  /** In the relation's order, with Trino's names of their types; none where there is no such relation. */
  listColumns(relation: { database: string; schema: string; name: string }): Promise<readonly { name: string; type: string }[]>;
}

/** Sessions with the engine of one target. */
export interface SqlConnections {
  /** Asked instead of the macros that read an information schema, where it is there. */
  readonly catalog?: SqlCatalog | undefined;
  /** `name` says what it is for, such as a node's unique id. */
  open(name: string): Promise<SqlConnection>;
  /** Ends every statement that runs; they throw a `SqlError` that is `cancelled`. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}
