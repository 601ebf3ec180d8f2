import type { Environment } from './environment.js';
import type { Output } from './output/output.js';

/** What every command is given: where it was called, how to write, and a signal that Ctrl-C aborts. */
export interface Cli {
  readonly root: string;
  readonly cwd: string;
  readonly environment: Environment;
  readonly out: Output;
  readonly err: Output;
  readonly signal: AbortSignal;
  /** The arguments as they were typed. */
  readonly argv: readonly string[];
  /** --no-use-colors was among them. */
  readonly noColorFlag: boolean;
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  now(): Date;
}
