import { ClientError } from './client.errors.js';

/** Where a Weft listens and who asks. */
export interface Connection {
  /** Such as `http://127.0.0.1:4400`, without a path. */
  readonly url: string;
  readonly token?: string;
  /** Another fetch than the platform's own. */
  readonly fetch?: typeof fetch;
}

/** POSTs JSON; what fails below HTTP becomes `UNREACHABLE` or `CANCELLED`. */
export async function postJson(connection: Connection, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const { url, token, fetch: send = fetch } = connection;
  try {
    return await send(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      // A token goes to the address that was asked and to no other.
      redirect: 'error',
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    throw mapNetworkError(error, url, signal);
  }
}

export function mapNetworkError(error: unknown, url: string, signal?: AbortSignal): ClientError {
  if (error instanceof ClientError) return error;
  if (signal?.aborted) return new ClientError('CANCELLED', 'the request was cancelled');
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new ClientError('UNREACHABLE', `no answer from ${url}${code}`);
}
