import type { Cli } from './cli.js';
import type { ExitCode } from './cli.errors.js';
import { canonicalArguments } from './dbt/flags/spellings.js';
import { OUTPUT_CLOSED } from './interrupt.js';
import { renderError } from './output/render-error.js';
import { runProgram } from './program.js';

/** Runs the verb that the arguments name; whatever goes wrong is told on the error stream and becomes the exit code. */
export async function runCommand(cli: Cli, args: readonly string[]): Promise<ExitCode> {
  try {
    return await runProgram(cli, canonicalArguments(args));
  } catch (error) {
    if (cli.signal.reason === OUTPUT_CLOSED) return 0;
    const { text, exitCode } = renderError(error, cli.err.colors);
    await cli.err.line(text);
    return exitCode;
  }
}
