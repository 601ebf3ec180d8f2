import type { SecureContextOptions } from 'node:tls';
import type { EngineSession } from '@weft/engine';
import { BasicAuth, Trino } from 'trino-client';
import { parseLossless } from './lossless-json.util.js';
import { pause } from './statement-repeats.js';
import { EMPTY_ANSWER, isTransient, retryAfter, toTransportError } from './transport.errors.js';
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
  /** How often a request is sent at most while Trino cannot be reached or is too busy; 4 if not given. */
  readonly attempts?: number;
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

interface Remembered {
  readonly state?: TrinoSessionState;
  /** Instead of the state's own. */
  readonly clientTags?: readonly string[] | undefined;
}

/** The part of trino-client that sends one request with a connection's headers; its types do not show it (docs/adr: trino-client as transport). */
interface RequestSender {
  request<T>(request: Request): Promise<T>;
}

export const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 100;
const ANSWER_WITHIN_MS = 120_000;
const PLAIN_TEXT = { 'Content-Type': 'text/plain; charset=utf-8' };

/**
 * The requests of one statement. A new one for each statement, so that no statement sees the session that another has changed.
 * Answers are read losslessly, and what fails is an `EngineError` without any part of the request.
 */
export class TrinoTransport {
  private readonly sender: RequestSender;

  constructor(
    private readonly connection: TrinoConnection,
    private readonly session: EngineSession,
    private readonly remembered: Remembered = {},
  ) {
    this.sender = senderOf(Trino.create(connectionOptions(connection, session)));
  }

  /** Not abortable: only the answer names the query to cancel. Sent again at will: Trino begins when its first page is asked for. */
  async submit(sql: string): Promise<TrinoAnswer> {
    return this.send({ method: 'POST', url: '/v1/statement', data: sql, headers: PLAIN_TEXT }, asAnswer);
  }

  /** Asking again for the same page is allowed, so that it survives a connection that breaks. */
  follow(nextUri: string, signal?: AbortSignal): Promise<TrinoAnswer> {
    return this.send({ method: 'GET', url: nextUri, ...(signal ? { signal } : {}) }, asAnswer);
  }

  async remove(url: string): Promise<void> {
    await this.send({ method: 'DELETE', url }, () => undefined);
  }

  private async send<T>(request: Request, read: (answer: unknown) => T): Promise<T> {
    const { attempts = ATTEMPTS, url } = this.connection;
    const defaults = defaultsOf(this.session, this.remembered);
    const headers = { ...defaults.headers, ...request.headers };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return read(await this.sender.request<unknown>({ ...defaults, ...request, headers }));
      } catch (error) {
        if (attempt >= attempts || request.signal?.aborted || !isTransient(error)) throw toTransportError(error, url);
        await pause(attempt, FIRST_PAUSE_MS, request.signal, retryAfter(error));
      }
    }
  }
}

/** An answer without a query in it is none; under load some proxies give an empty one. */
function asAnswer(answer: unknown): TrinoAnswer {
  if (typeof answer === 'object' && answer !== null && 'id' in answer) return answer as TrinoAnswer;
  throw Object.assign(new Error('no answer'), { code: EMPTY_ANSWER });
}

/** trino-client takes the user who logs in for the one whose statement it is: the header says whose it is. */
function defaultsOf(
  session: EngineSession,
  { state, clientTags }: Remembered,
): Pick<Request, 'timeout' | 'headers' | 'responseType' | 'transformResponse'> {
  return {
    timeout: ANSWER_WITHIN_MS,
    headers: { ...(session.user === '' ? {} : { 'X-Trino-User': session.user }), ...state?.headers(clientTags) },
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
    ...(credentials ? { auth: new BasicAuth(credentials.user, credentials.password) } : {}),
    ...(ssl ? { ssl } : {}),
    ...(session.catalog === undefined ? {} : { catalog: session.catalog }),
    ...(session.schema === undefined ? {} : { schema: session.schema }),
    extraHeaders: {
      'X-Trino-User': session.user,
      ...(isLocal(connection.url) ? { 'Accept-Encoding': 'identity' } : {}),
      'X-Trino-Time-Zone': 'UTC',
      'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
      ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      ...connection.headers,
    },
  };
}

/** Unpacking an answer takes longer than sending it within the machine. */
function isLocal(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
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
