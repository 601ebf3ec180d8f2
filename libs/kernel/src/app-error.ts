export type AppErrorExtensions = Readonly<Record<string, unknown>>;

/**
 * A failure that a user caused and that must stop what is under way. `code` is stable and documented; the edge
 * (HTTP filter, GraphQL formatter, command line) maps it once. Never put a secret in the message or the extensions.
 */
export abstract class AppError extends Error {
  abstract readonly code: string;
  abstract readonly httpStatus: number;

  constructor(
    message: string,
    readonly extensions: AppErrorExtensions = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}
