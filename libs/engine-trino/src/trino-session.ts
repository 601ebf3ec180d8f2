import type { EngineConnection, EngineRow, EngineSession, SessionAnswer, SessionOptions } from '@weft/engine';
import { type QueryHooks, TrinoQuery } from './trino-query.js';
import { TrinoRowStream } from './trino-row-stream.js';
import type { TrinoSessionState } from './trino-session-state.js';
import { withRepeats } from './statement-repeats.js';
import { ATTEMPTS, type TrinoConnection, TrinoTransport } from './trino-transport.js';

export interface TrinoSessionParts {
  readonly state: TrinoSessionState;
  readonly signal: AbortSignal;
  readonly hooks: QueryHooks;
}

/** One session: what a statement sets, the next one sees. */
export class TrinoSession implements EngineConnection {
  constructor(
    private readonly connection: TrinoConnection,
    private readonly session: EngineSession,
    private readonly parts: TrinoSessionParts,
  ) {}

  execute(sql: string, options: SessionOptions = {}): Promise<SessionAnswer> {
    const { attempts = ATTEMPTS } = this.connection;
    return withRepeats(sql, attempts, this.parts.signal, () => this.executeOnce(sql, options));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async executeOnce(
    sql: string,
    { fetch = false, limit = null, route, onQueryId }: SessionOptions,
  ): Promise<SessionAnswer> {
    const { state, signal, hooks } = this.parts;
    const transport = new TrinoTransport(
      route ? { ...this.connection, headers: { ...this.connection.headers, ...route.headers } } : this.connection,
      this.session,
      {
        state,
        clientTags: route?.clientTags,
      },
    );
    const query = await TrinoQuery.start(transport, sql, { signal, ...(onQueryId && { onQueryId }) }, hooks);
    const stream = await TrinoRowStream.open(query);
    const rows = await readRows(stream, fetch, limit ?? Infinity);
    const { updateCount, updateType = null } = query.current;
    const columns = stream.columns.map((column) => ({ ...column, engineType: column.type }));
    return { columns, rows, rowCount: updateCount === undefined ? null : Number(updateCount), queryId: query.id, updateType };
  }
}

async function readRows(stream: TrinoRowStream, fetch: boolean, limit: number): Promise<EngineRow[]> {
  const rows: EngineRow[] = [];
  for await (const row of stream) {
    if (fetch) rows.push(row);
    if (rows.length >= limit) break;
  }
  return rows;
}
