import { EngineError } from '@weft/engine';

/** The few parts of an HTTP client's error that are looked at; the rest holds the request, with credentials and SQL. */
interface TransportFailure {
  readonly code?: string;
  readonly response?: { readonly status?: number; readonly headers?: Readonly<Record<string, unknown>> };
}

/** The engine code of a request for a query that has ended long ago, or that never was. */
export const QUERY_GONE = 'QUERY_GONE';

/** The code of an answer with status 200 and nothing in it, as a busy proxy gives. */
export const EMPTY_ANSWER = 'EMPTY_ANSWER';

const NOT_REACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const BROKEN = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ERR_NETWORK', 'ERR_BAD_RESPONSE', EMPTY_ANSWER];
const CERTIFICATE = /CERT|UNABLE_TO_(?:GET|VERIFY)|ALTNAME/;
const BUSY = [429, 502, 503, 504];

/** What passes: an address that does not answer yet, a connection that broke, a coordinator or proxy that has too much to do. */
export function isTransient(error: unknown): boolean {
  const { code, status } = partsOf(error);
  return status === undefined ? NOT_REACHED.includes(code) || BROKEN.includes(code) : BUSY.includes(status);
}

/** How long the answer itself asks to wait, in milliseconds. */
export function retryAfter(error: unknown): number {
  const seconds = Number(partsOf(error).headers?.['retry-after']);
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

/** Whatever the HTTP client threw -> an error that names Trino's address and what to do, and nothing else of the request. */
export function toTransportError(error: unknown, url: string): EngineError {
  const { code, status } = partsOf(error);
  const address = addressOf(url);
  if (code === 'ERR_CANCELED') return new EngineError('ENGINE_CANCELLED', 'The query was cancelled');
  if (status === 401) return new EngineError('ENGINE_ACCESS_DENIED', `Trino on ${address} does not accept Weft's credentials`);
  if (status === 403) return new EngineError('ENGINE_ACCESS_DENIED', `Trino on ${address} refuses this request`);
  if (status === 404 || status === 410) return gone(address);
  if (status !== undefined && !BUSY.includes(status))
    return new EngineError('ENGINE_FAILED', `Trino on ${address} answers HTTP ${status}`);
  if (code === 'EPROTO') return insecure(`Trino on ${address} does not speak HTTPS`);
  if (CERTIFICATE.test(code)) return insecure(`The certificate of Trino on ${address} is not trusted (${code})`);
  return unavailable(address, status === undefined ? code : `HTTP ${status}`);
}

function insecure(message: string): EngineError {
  return new EngineError('ENGINE_UNAVAILABLE', message);
}

function gone(address: string): EngineError {
  return new EngineError('ENGINE_FAILED', `Trino on ${address} no longer knows the query`, { engineCode: QUERY_GONE });
}

function unavailable(address: string, why: string): EngineError {
  return new EngineError(
    'ENGINE_UNAVAILABLE',
    `Trino on ${address} cannot be reached (${why || 'no answer'}). Is it running? A local one is started by: npm run trino -- start`,
  );
}

/** host:port, without the name and password that a URL may hold. */
export function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is no URL';
}

interface FailureParts {
  readonly code: string;
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>> | undefined;
}

function partsOf(error: unknown): FailureParts {
  const { code, response } = (typeof error === 'object' && error !== null ? error : {}) as TransportFailure;
  return { code: typeof code === 'string' ? code : '', status: response?.status, headers: response?.headers };
}
