import { authorizeChange, RunRights, type RunRightsOptions, type RunStatement, type StatementRefusal } from '@weft/access';
import type { SqlAnswer, SqlCatalog, SqlConnection, SqlConnections, SqlOptions } from '@weft/dbt';
import { type Engine, EngineError, type EngineSession, type ExecuteOptions } from '@weft/engine';
import { type Diagnostic, relationKey } from '@weft/kernel';
import { DuckdbCatalog } from './duckdb-catalog.js';
import { StatementFailure } from './statement-failure.errors.js';
import type { StatementObserver } from './trino-connections.js';

export interface DuckdbConnectionsOptions extends RunRightsOptions {
  readonly engine: Engine;
  /** Whose run it is, and what completes names of fewer than three parts. */
  readonly session: EngineSession;
  readonly observer: StatementObserver;
}

/** DuckDB knows no users: each statement is read, decided and written anew before it is sent. One statement is one transaction. */
export class DuckdbConnections implements SqlConnections {
  readonly catalog: SqlCatalog;
  private readonly rights: RunRights;
  private readonly abort = new AbortController();

  constructor(private readonly options: DuckdbConnectionsOptions) {
    this.rights = new RunRights(options);
    this.catalog = new DuckdbCatalog(options.engine, this.rights, options.session);
  }

  open(name: string): Promise<SqlConnection> {
    return Promise.resolve(new DuckdbRunConnection(this.options, this.rights, { name, signal: this.abort.signal }));
  }

  cancel(): Promise<void> {
    this.abort.abort();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.cancel();
  }
}

class DuckdbRunConnection implements SqlConnection {
  constructor(
    private readonly options: DuckdbConnectionsOptions,
    private readonly rights: RunRights,
    private readonly own: { readonly name: string; readonly signal: AbortSignal },
  ) {}

  async execute(sql: string, { node = this.own.name, fetch = false, limit = null }: SqlOptions = {}): Promise<SqlAnswer> {
    const { session, observer } = this.options;
    const prepared = await authorizeChange(this.rights, sql, { source: node, session });
    if (!prepared.ok) throw StatementFailure.ofRefusal(explain(prepared.error));
    const uses = { signal: this.own.signal, onQueryId: (queryId: string) => observer.onQuery(node, queryId) };
    try {
      const answer = await this.send(prepared.value, uses, fetch ? (limit ?? Infinity) : 0);
      if (answer.rows.length > 0) observer.onRows(node);
      return answer;
    } catch (error) {
      throw error instanceof EngineError ? StatementFailure.ofEngine(error) : error;
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async send({ sql, columns }: RunStatement, uses: ExecuteOptions, limit: number): Promise<SqlAnswer> {
    const [query = ''] = sql;
    if (columns) return this.read(query, { ...uses, columns }, limit);
    let rowCount: number | null = null;
    let queryId: string | null = null;
    for (const text of sql) {
      const done = await this.options.engine.execute(this.user, text, uses);
      queryId = done.queryId;
      if (done.rowCount !== undefined) rowCount = (rowCount ?? 0) + done.rowCount;
    }
    return { columns: [], rows: [], rowCount, queryId, updateType: null };
  }

  private async read(sql: string, uses: ExecuteOptions, limit: number): Promise<SqlAnswer> {
    const stream = await this.options.engine.stream(this.user, sql, uses);
    const rows = [];
    for await (const row of stream) {
      if (rows.length >= limit) break;
      rows.push(row);
    }
    const columns = stream.columns.map((column) => ({ ...column, engineType: column.type }));
    return { columns, rows, rowCount: null, queryId: stream.queryId, updateType: null };
  }

  /** Every name of what is sent is complete. */
  private get user(): EngineSession {
    return { user: this.options.session.user };
  }
}

function explain(refusal: StatementRefusal): readonly Diagnostic[] {
  if (refusal.kind === 'refused') return refusal.diagnostics;
  const { reasonCode: code, reason, nextStep } = refusal.decision;
  const subject = refusal.relation ? `${relationKey(refusal.relation)}: ` : '';
  return [{ code, severity: 'error', message: `${subject}${reason}`, ...(nextStep === null ? {} : { hint: nextStep }) }];
}
