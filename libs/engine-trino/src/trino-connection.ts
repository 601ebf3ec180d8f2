import { type ConnectableEngine, type EngineConnection, EngineError, type EngineSession } from '@weft/engine';
import type { TrinoFailure } from './trino-answer.type.js';
import { toEngineError } from './trino.errors.js';
import { TrinoSession } from './trino-session.js';
import { type SessionStart, TrinoSessionState } from './trino-session-state.js';
import type { TrinoConnection } from './trino-transport.js';

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
    const hooks = { onStart: () => undefined, onEnd: () => undefined, toError: toOwnError };
    return Promise.resolve(
      new TrinoSession(connection, session, { state: new TrinoSessionState(start), signal: abort.signal, hooks }),
    );
  }

  cancelAll(): Promise<void> {
    this.abort.abort();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.cancelAll();
  }
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
