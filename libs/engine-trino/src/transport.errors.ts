import { EngineError } from '@weft/engine';

/** The few parts of an HTTP client's error that are looked at; the rest holds the request, with credentials and SQL. */
interface TransportFailure {
  readonly code?: string;
  readonly response?: { readonly status?: number };
}

/** The engine code of a request for a query that has ended long ago, or that never was. */
export const QUERY_GONE = 'QUERY_GONE';

const NOT_REACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const BROKEN = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ERR_NETWORK', 'ERR_BAD_RESPONSE'];
const BUSY = [502, 503, 504];

/** Whether the request cannot have reached a coordinator: sending it again cannot run it twice. */
export function wasNotSent(error: unknown): boolean {
  const { code, status } = partsOf(error);
  return status === undefined ? NOT_REACHED.includes(code) : BUSY.includes(status);
}

export function isTransient(error: unknown): boolean {
  const { code, status } = partsOf(error);
  return wasNotSent(error) || (status === undefined && BROKEN.includes(code));
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
  return unavailable(address, status === undefined ? code : `HTTP ${status}`);
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

function partsOf(error: unknown): { readonly code: string; readonly status: number | undefined } {
  const failure = (typeof error === 'object' && error !== null ? error : {}) as TransportFailure;
  return { code: typeof failure.code === 'string' ? failure.code : '', status: failure.response?.status };
}
