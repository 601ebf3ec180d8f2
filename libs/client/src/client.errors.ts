export interface ClientErrorDetails {
  readonly httpStatus?: number;
  /** Why, in words that are safe for the person who asked. */
  readonly reason?: string;
  readonly nextStep?: string;
  /** From 1, in the statement that was sent. */
  readonly line?: number;
  readonly column?: number;
}

/**
 * A request that did not end well. `code` is the server's own (`UNAUTHENTICATED`, `ACCESS_DENIED` ...) or one of the
 * transport's: `UNREACHABLE`, `CANCELLED`, `BAD_ANSWER`. It never holds the token.
 */
export class ClientError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: ClientErrorDetails = {},
  ) {
    super(message);
    this.name = 'ClientError';
  }
}

/** The members of an error that the server sent, where they have the expected type. */
export function readServerError(value: unknown, httpStatus?: number): ClientError {
  const error = isRecord(value) ? value : {};
  const text = (key: string) => (typeof error[key] === 'string' ? { [key]: error[key] } : {});
  const number = (key: string) => (typeof error[key] === 'number' ? { [key]: error[key] } : {});
  const details = { ...text('reason'), ...text('nextStep'), ...number('line'), ...number('column') };
  const code = typeof error['code'] === 'string' ? error['code'] : 'BAD_ANSWER';
  const message = typeof error['message'] === 'string' ? error['message'] : 'the server gave no reason';
  return new ClientError(code, message, { ...details, ...(httpStatus === undefined ? {} : { httpStatus }) });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
