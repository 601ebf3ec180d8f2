import type { Cli } from '../cli.js';
import type { ExitCode } from '../cli.errors.js';

/** `flags` as commander writes them: `-s, --select <selector...>`. */
export interface OptionSpec {
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly byDefault?: string | number;
  readonly parse?: (text: string) => unknown;
  /** Left out of the help. */
  readonly hidden?: boolean;
}

export interface ArgumentSpec {
  /** `<name>` is required, `[name]` is not. */
  readonly name: string;
  readonly description: string;
}

/** `globals` are the options before the verb. */
export type CommandHandler = (
  cli: Cli,
  args: readonly string[],
  options: never,
  globals: Readonly<Record<string, unknown>>,
) => Promise<ExitCode>;

/** One verb: what the help says of it, and where its code is loaded from when it is called. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly subcommands?: readonly CommandSpec[];
  /** Other names of the verb. */
  readonly aliases?: readonly string[];
  /** How a mistake in its arguments is told, where not in commander's words; `usage` is the path and the shape of the rest. */
  readonly tellMistake?: (message: string, usage: string) => string;
  /** The shape of the arguments after the name, where it is not `[OPTIONS]`. */
  readonly usage?: string;
  /** Absent where only the subcommands do something. */
  readonly load?: () => Promise<CommandHandler>;
}
