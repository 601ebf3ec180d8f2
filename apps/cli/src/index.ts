import process from 'node:process';
import type { Cli } from './cli.js';
import { readEnvironment } from './environment.js';
import { watchInterrupts } from './interrupt.js';
import { createOutput } from './output/output.js';
import { runCommand } from './run-command.js';

/** dbt takes it before and after the verb alike. */
const NO_COLOR_FLAG = '--no-use-colors';

/**
 * Runs the command with its arguments and sets the exit code of the process. `root` is the checkout that the command is
 * part of.
 */
export async function runWeft(args: readonly string[], root: string): Promise<void> {
  const interrupt = watchInterrupts();
  const cli = buildCli(root, interrupt.signal, args);
  process.exitCode = await runCommand(cli, withoutColorFlag(args));
  interrupt.stop();
}

function buildCli(root: string, signal: AbortSignal, argv: readonly string[]): Cli {
  const noColorFlag = argv.includes(NO_COLOR_FLAG);
  const cwd = process.cwd();
  const environment = readEnvironment(root, cwd);
  const noColor = environment.noColor || noColorFlag;
  return {
    root,
    cwd,
    environment,
    signal,
    argv,
    noColorFlag,
    out: createOutput(process.stdout, noColor),
    err: createOutput(process.stderr, noColor),
    stdin: process.stdin,
    now: () => new Date(),
  };
}

function withoutColorFlag(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return args.filter((arg, index) => arg !== NO_COLOR_FLAG || (end !== -1 && index > end));
}
