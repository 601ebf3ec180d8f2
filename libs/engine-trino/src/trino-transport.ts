import { setTimeout as sleep } from 'node:timers/promises';
import type { SecureContextOptions } from 'node:tls';
import { EngineError, type EngineSession } from '@weft/engine';
import { BasicAuth, Trino } from 'trino-client';
import { parseLossless } from './lossless-json.util.js';
import { isTransient, toTransportError, wasNotSent } from './transport.errors.js';
import type { TrinoAnswer } from './trino-answer.type.js';
import type { SessionHeaders, TrinoSessionState } from './trino-session-state.js';

/** A name and password by which Weft itself logs in; statements still run as the session's user, whom Trino lets it impersonate. */
export interface TrinoCredentials {
  readonly user: string;
  readonly password: string;
}

export interface TrinoConnection {
  readonly url: string;
  /** What Trino shows as the source of our queries. */
  readonly source?: string;
  readonly credentials?: TrinoCredentials;
  /** A JWT instead of a name and password. */
  readonly bearer?: string;
  /** Certificates: what the server's is checked against, and the client's own. */
  readonly ssl?: SecureContextOptions & { readonly rejectUnauthorized?: boolean };
  /** Sent with every request, such as a proxy's. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface Request {
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly url: string;
  readonly data?: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeout?: number;
  readonly responseType?: 'text';
  readonly transformResponse?: (text: string, headers: SessionHeaders) => unknown;
}

/** The part of trino-client that sends one request with a connection's headers; its types do not show it (docs/adr: trino-client as transport). */
interface RequestSender {
  request<T>(request: Request): Promise<T>;
}

/** Waits before each further attempt, in milliseconds. */
const PAUSES = [100, 300, 900];
const ANSWER_WITHIN_MS = 120_000;

/**
 * The requests of one statement. A new one for each statement, so that no statement sees the session that another has changed.
 * Answers are read losslessly, and what fails is an `EngineError` without any part of the request.
 */
export class TrinoTransport {
  private readonly sender: RequestSender;

  constructor(
    private readonly connection: TrinoConnection,
    private readonly session: EngineSession,
    private readonly state?: TrinoSessionState,
  ) {
    this.sender = senderOf(Trino.create(connectionOptions(connection, session)));
  }

  /** Not abortable: only the answer names the query that would have to be cancelled. */
  submit(sql: string): Promise<TrinoAnswer> {
    return this.send<TrinoAnswer>({ method: 'POST', url: '/v1/statement', data: sql }, wasNotSent);
  }

  /** Asking again for the same page is allowed, so that it survives a connection that breaks. */
  follow(nextUri: string, signal?: AbortSignal): Promise<TrinoAnswer> {
    return this.send<TrinoAnswer>({ method: 'GET', url: nextUri, ...(signal ? { signal } : {}) }, isTransient);
  }

  async remove(url: string): Promise<void> {
    await this.send<unknown>({ method: 'DELETE', url }, isTransient);
  }

  private async send<T>(request: Request, mayRepeat: (error: unknown) => boolean): Promise<T> {
    for (const pause of [...PAUSES, null]) {
      try {
        return await this.sender.request<T>({ ...defaultsOf(this.session, this.state), ...request });
      } catch (error) {
        if (pause === null || request.signal?.aborted || !mayRepeat(error)) throw toTransportError(error, this.connection.url);
        await sleep(pause);
      }
    }
    throw new EngineError('ENGINE_FAILED', 'Trino was asked in vain');
  }
}

/** trino-client takes the user who logs in for the one whose statement it is: the header says whose it is. */
function defaultsOf(
  session: EngineSession,
  state: TrinoSessionState | undefined,
): Pick<Request, 'timeout' | 'headers' | 'responseType' | 'transformResponse'> {
  return {
    timeout: ANSWER_WITHIN_MS,
    headers: { 'X-Trino-User': session.user, ...state?.headers() },
    responseType: 'text',
    transformResponse: (text, headers) => {
      state?.take(headers);
      return readAnswer(text);
    },
  };
}

function senderOf(trino: Trino): RequestSender {
  return trino['client'] as unknown as RequestSender;
}

/** `PARAMETRIC_DATETIME` makes Trino send times with the precision of their type instead of milliseconds. */
function connectionOptions(connection: TrinoConnection, session: EngineSession): Parameters<typeof Trino.create>[0] {
  const { credentials, bearer, ssl } = connection;
  return {
    server: withoutUserInfo(connection.url),
    source: connection.source ?? 'weft',
    ...(bearer === undefined
      ? { auth: credentials ? new BasicAuth(credentials.user, credentials.password) : new BasicAuth(session.user) }
      : {}),
    ...(ssl ? { ssl } : {}),
    ...(session.catalog === undefined ? {} : { catalog: session.catalog }),
    ...(session.schema === undefined ? {} : { schema: session.schema }),
    extraHeaders: {
      'X-Trino-Time-Zone': 'UTC',
      'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
      ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      ...connection.headers,
    },
  };
}

function withoutUserInfo(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

/** An answer that is no JSON (a proxy's page, an error's text) is left out: nothing of it may reach a message. */
function readAnswer(text: string): unknown {
  try {
    return parseLossless(text);
  } catch {
    return null;
  }
}
