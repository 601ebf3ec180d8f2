import {
  type ConnectableEngine,
  type EngineConnection,
  EngineError,
  type EngineRow,
  type EngineSession,
  type SessionAnswer,
  type SessionOptions,
} from '@weft/engine';
import type { TrinoFailure } from './trino-answer.type.js';
import { toEngineError } from './trino.errors.js';
import { TrinoQuery } from './trino-query.js';
import { TrinoRowStream } from './trino-row-stream.js';
import { type SessionStart, TrinoSessionState } from './trino-session-state.js';
import { type TrinoConnection, TrinoTransport } from './trino-transport.js';

/** A Trino that a project's own profile names. Sessions keep what their statements set; the mesh's engine is `TrinoEngine`. */
export class ProfileTrino implements ConnectableEngine {
  private readonly abort = new AbortController();

  constructor(
    private readonly connection: TrinoConnection,
    private readonly session: EngineSession,
    private readonly start: SessionStart = {},
  ) {}

  connect(): Promise<EngineConnection> {
    const { connection, session, start, abort } = this;
    return Promise.resolve(new TrinoSession(connection, session, new TrinoSessionState(start), abort.signal));
  }

  cancelAll(): Promise<void> {
    this.abort.abort();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.cancelAll();
  }
}

class TrinoSession implements EngineConnection {
  constructor(
    private readonly connection: TrinoConnection,
    private readonly session: EngineSession,
    private readonly state: TrinoSessionState,
    private readonly signal: AbortSignal,
  ) {}

  async execute(sql: string, { fetch = false, limit = null }: SessionOptions = {}): Promise<SessionAnswer> {
    const transport = new TrinoTransport(this.connection, this.session, this.state);
    const hooks = { onStart: () => undefined, onEnd: () => undefined, toError: toOwnError };
    const query = await TrinoQuery.start(transport, sql, { signal: this.signal }, hooks);
    const stream = await TrinoRowStream.open(query);
    const rows = await readRows(stream, fetch, limit ?? Infinity);
    const { updateCount, updateType = null } = query.current;
    const columns = stream.columns.map((column) => ({ ...column, engineType: column.type }));
    return { columns, rows, rowCount: updateCount === undefined ? null : Number(updateCount), queryId: query.id, updateType };
  }

  close(): Promise<void> {
    return Promise.resolve();
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

const KINDS: Readonly<Record<string, string>> = { USER_ERROR: 'TrinoUserError', EXTERNAL: 'TrinoExternalError' };

/** Trino's failure with its own text in full, in the words that users of dbt on Trino know. */
function toOwnError(failure: TrinoFailure, queryId: string): EngineError {
  const { code, message, details } = toEngineError(failure, queryId);
  if (code === 'ENGINE_UNAVAILABLE') return new EngineError(code, message, details);
  const { errorType, errorName } = failure;
  const kind = KINDS[errorType] ?? 'TrinoQueryError';
  const text = `${kind}(type=${errorType}, name=${errorName}, message="${failure.message}", query_id=${queryId})`;
  return new EngineError(code, text, details);
}
