import {
  type ColumnInfo,
  type Engine,
  type EngineConnection,
  EngineError,
  type EngineRow,
  type EngineSession,
  type ExecuteOptions,
  type ExecuteResult,
  type RelationInfo,
  type RowStream,
  type SessionEngine,
} from '@weft/engine';
import type { RelationName } from '@weft/kernel';
import { columnsSql, relationsSql } from './listing.js';
import { QUERY_GONE } from './transport.errors.js';
import { type QueryHooks, TrinoQuery } from './trino-query.js';
import { TrinoRowStream } from './trino-row-stream.js';
import { TrinoSession } from './trino-session.js';
import { TrinoSessionState } from './trino-session-state.js';
import { type TrinoConnection, TrinoTransport } from './trino-transport.js';

/**
 * Trino as an engine: statements are sent as they are, under the session's user, whom Trino authorizes. A result is read page by page;
 * Trino gives up a query whose reader has not come back for five minutes.
 */
export class TrinoEngine implements Engine, SessionEngine {
  readonly dialect = 'trino';
  private readonly sessions = new Map<string, EngineSession>();

  constructor(private readonly connection: TrinoConnection) {}

  async execute(session: EngineSession, sql: string, options: ExecuteOptions = {}): Promise<ExecuteResult> {
    const query = await this.start(session, sql, options);
    while ((await query.next()) !== null);
    const { updateCount } = query.current;
    return { queryId: query.id, ...(updateCount === undefined ? {} : { rowCount: Number(updateCount) }) };
  }

  async stream(session: EngineSession, sql: string, options: ExecuteOptions = {}): Promise<RowStream> {
    return TrinoRowStream.open(await this.start(session, sql, options));
  }

  /**
   * Trino lets a user end his own queries without asking anybody. The owner of a query that this process did not start must be given
   * as `session`: a run's queries belong to its domain's run identity.
   */
  async cancel(queryId: string, session?: EngineSession): Promise<void> {
    const owner = session ?? this.sessions.get(queryId);
    if (!owner) throw new EngineError('ENGINE_FAILED', `The owner of query ${queryId} must be given to cancel it`, { queryId });
    const transport = new TrinoTransport(this.connection, { user: owner.user });
    await transport.remove(`/v1/query/${encodeURIComponent(queryId)}`).catch(unlessGone);
  }

  async listRelations(session: EngineSession, catalog: string, schema?: string): Promise<RelationInfo[]> {
    const rows = await this.read(session, relationsSql(catalog, schema));
    return rows.map(([inSchema, table, type]) => ({
      catalog,
      schema: String(inSchema),
      table: String(table),
      kind: type === 'VIEW' ? 'view' : 'table',
    }));
  }

  async listColumns(session: EngineSession, relation: RelationName): Promise<ColumnInfo[]> {
    const rows = await this.read(session, columnsSql(relation)).catch(unlessNoCatalog);
    return rows.map(([name, type, position, nullable]) => ({
      name: String(name),
      type: String(type),
      position: Number(position),
      nullable: nullable === 'YES',
    }));
  }

  /** Queries under way are cancelled. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.sessions.keys()].map((queryId) => this.cancel(queryId)));
    this.sessions.clear();
  }

  connect(session: EngineSession, signal: AbortSignal): Promise<EngineConnection> {
    const parts = { state: new TrinoSessionState(), signal, hooks: this.hooksOf(session) };
    return Promise.resolve(new TrinoSession(this.connection, session, parts));
  }

  private start(session: EngineSession, sql: string, options: ExecuteOptions): Promise<TrinoQuery> {
    return TrinoQuery.start(new TrinoTransport(this.connection, session), sql, options, this.hooksOf(session));
  }

  private hooksOf(session: EngineSession): QueryHooks {
    return {
      onStart: (queryId) => this.sessions.set(queryId, session),
      onEnd: (queryId) => this.sessions.delete(queryId),
    };
  }

  private async read(session: EngineSession, sql: string): Promise<EngineRow[]> {
    const rows: EngineRow[] = [];
    for await (const row of await this.stream(session, sql)) rows.push(row);
    return rows;
  }
}

function unlessGone(error: unknown): void {
  if (!(error instanceof EngineError) || error.details.engineCode !== QUERY_GONE) throw error;
}

function unlessNoCatalog(error: unknown): EngineRow[] {
  if (error instanceof EngineError && error.details.engineCode === 'CATALOG_NOT_FOUND') return [];
  throw error;
}
