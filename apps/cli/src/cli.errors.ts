/** 0: all went well. 1: something that was asked for failed. 2: the command could not do its work, or was interrupted. */
export type ExitCode = 0 | 1 | 2;

export interface CliErrorDetails {
  readonly where?: string;
  readonly nextStep?: string;
  readonly exitCode?: ExitCode;
}

/** What stops the command: what is wrong, where, and what to do next. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly details: CliErrorDetails = {},
  ) {
    super(message);
    this.name = 'CliError';
  }

  get exitCode(): ExitCode {
    return this.details.exitCode ?? 2;
  }
}
