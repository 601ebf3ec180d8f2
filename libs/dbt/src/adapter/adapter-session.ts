import type { AdapterResponse, ExecutionEvent } from '../compile/execution.type.js';
import { dbtError } from '../context/context.errors.js';
import { AdapterResponseObject } from './adapter-response.js';
import { tableOfAnswer } from './answer-table.js';
import type { Dialect } from './dialect.js';
import { type QueryComment, withComment } from './query-comment.js';
import { splitStatements } from './split-statements.js';
import {
  type SqlAnswer,
  type SqlCatalog,
  type SqlConnection,
  type SqlConnections,
  SqlError,
  type SqlRoute,
} from './sql-connection.port.js';
import { Table } from './table.js';

export interface SessionOptions {
  readonly dialect: Dialect;
  readonly connections: SqlConnections;
  readonly onEvent: (event: ExecutionEvent) => void;
  readonly disableTransactions: boolean;
}

export interface ExecuteOptions {
  readonly autoBegin?: boolean;
  readonly fetch?: boolean;
  readonly limit?: number | null;
  /** Only the beginning of the statement is logged. */
  readonly abridge?: boolean;
  /** False for statements that a macro has already commented. */
  readonly comment?: boolean;
}

export interface Executed {
  readonly response: AdapterResponseObject;
  readonly table: Table;
  /** Without its rows: the table has them. */
  readonly answer: SqlAnswer;
}

/** One connection as dbt's adapters drive it: it is opened with the first statement, and begins a transaction where one is asked for. */
export class AdapterSession {
  comment: QueryComment | null = null;
  transactionOpen = false;
  /** Of the node that runs, where it has its own. */
  route: SqlRoute | null = null;
  private connection: Promise<SqlConnection> | null = null;

  constructor(
    private readonly options: SessionOptions,
    public name: string,
  ) {}

  async execute(
    sql: string,
    { autoBegin = false, fetch = false, limit = null, abridge = false, comment = true }: ExecuteOptions = {},
  ): Promise<Executed> {
    const commented = comment ? withComment(sql, this.comment) : sql;
    const answer = await this.query(commented, { autoBegin, fetch, limit, abridge });
    const response = new AdapterResponseObject(this.responseOf(answer, commented));
    const print = (message: string): void => this.options.onEvent({ kind: 'print', message });
    const table = fetch ? tableOfAnswer(answer).printedTo(print) : Table.EMPTY;
    return { response, table, answer: { ...answer, rows: [] } };
  }

  get catalog(): SqlCatalog | undefined {
    return this.options.connections.catalog;
  }

  private async query(
    sql: string,
    { autoBegin, fetch, limit, abridge }: Required<Omit<ExecuteOptions, 'comment'>>,
  ): Promise<SqlAnswer> {
    if (autoBegin && !this.transactionOpen && !this.options.disableTransactions) await this.begin();
    const statements = this.options.dialect.type === 'trino' ? splitStatements(sql) : [sql];
    let answer: SqlAnswer | null = null;
    for (const statement of statements) {
      const shown = abridge ? `${statement.slice(0, 512)}...` : statement;
      answer = await this.send(statement, shown, { fetch, ...(limit ? { limit } : {}) });
    }
    if (answer) return answer;
    throw dbtError(
      'Runtime',
      `Tried to run an empty query on model '${this.name}'. If you are conditionally running\nsql, eg. in a model hook, make sure your \`else\` clause contains valid sql!\n\nProvided SQL:\n${sql}`,
    );
  }

  private async send(sql: string, shown: string, options: { fetch: boolean; limit?: number }): Promise<SqlAnswer> {
    const { onEvent } = this.options;
    this.connection ??= this.options.connections.open(this.name);
    onEvent({ kind: 'sql', connection: this.name, sql: shown });
    const started = performance.now();
    try {
      const answer = await (
        await this.connection
      ).execute(sql, { ...options, node: this.name, ...(this.route && { route: this.route }) });
      const { _message: status } = this.responseOf(answer, sql);
      onEvent({ kind: 'sqlStatus', status, elapsed: (performance.now() - started) / 1000, queryId: answer.queryId });
      return answer;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      onEvent({ kind: 'debug', connection: this.name, message: `${this.options.dialect.type} error: ${error.message}` });
      await this.rollback();
      throw error;
    }
  }

  /** In the form that each adapter has. */
  private responseOf(answer: SqlAnswer, sql: string): AdapterResponse {
    if (this.options.dialect.type === 'duckdb') return { _message: 'OK' };
    const code = answer.updateType ?? 'SUCCESS';
    const rows = answer.rowCount ?? -1;
    const message = rows === -1 ? code : `${code} (${String(rows).replace(/\B(?=(\d{3})+$)/g, '_')} rows)`;
    return { _message: message, rows_affected: rows, query: sql, query_id: answer.queryId ?? '' };
  }

  async begin(): Promise<void> {
    if (this.transactionOpen) return;
    if (this.options.dialect.transactions) await this.send('BEGIN', 'BEGIN', { fetch: false });
    this.transactionOpen = true;
  }

  /** Commits where a transaction is open. */
  async commit(): Promise<void> {
    if (!this.transactionOpen) return;
    this.options.onEvent({ kind: 'debug', connection: this.name, message: `On ${this.name}: COMMIT` });
    if (this.options.dialect.transactions) await this.send('COMMIT', 'COMMIT', { fetch: false });
    this.transactionOpen = false;
  }

  /** Takes back what is not committed; an engine that has already done so itself says nothing new. */
  async rollback(): Promise<void> {
    if (!this.transactionOpen || !this.connection) return;
    this.transactionOpen = false;
    if (!this.options.dialect.transactions) return;
    this.options.onEvent({ kind: 'debug', connection: this.name, message: `On ${this.name}: ROLLBACK` });
    try {
      await (await this.connection).execute('ROLLBACK', { fetch: false });
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.options.onEvent({ kind: 'debug', connection: this.name, message: `Failed to rollback '${this.name}'` });
    }
  }

  async close(): Promise<void> {
    const { connection } = this;
    if (!connection) return;
    await this.rollback();
    this.connection = null;
    await (await connection).close();
  }
}
