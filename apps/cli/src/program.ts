import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import type { Cli } from './cli.js';
import type { ExitCode } from './cli.errors.js';
import type { CommandSpec, OptionSpec } from './commands/command-spec.js';
import { COMMANDS, GLOBAL_OPTIONS } from './commands/commands.js';
import { tellMistake } from './dbt/flags/tell-mistake.js';

/** Reads the arguments and runs the verb they name; its code is loaded only then. */
export async function runProgram(cli: Cli, args: readonly string[], commands = COMMANDS): Promise<ExitCode> {
  const outcome: { exitCode: ExitCode } = { exitCode: 0 };
  const program = buildProgram(cli, commands, outcome);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function buildProgram(cli: Cli, commands: readonly CommandSpec[], outcome: { exitCode: ExitCode }): Command {
  const program = new Command('weft')
    .description('Weft: data products as code, one catalog, access that is true in the engine.')
    .usage('<command> [options]')
    .option('--no-use-colors', 'print without colours (NO_COLOR does the same)')
    .enablePositionalOptions()
    .helpCommand('help [command]', 'say more about a command')
    .addHelpText('after', '\nExample:\n  npx weft query --as ana "select * from insights.default.dim_customers limit 5"');
  settle(program, cli);
  answerVersion(program, cli);
  tellMistakes(program, cli, '[OPTIONS] COMMAND [ARGS]...', tellMistake);
  for (const option of GLOBAL_OPTIONS) program.addOption(buildOption(option));
  for (const spec of commands) program.addCommand(buildCommand(spec, cli, outcome));
  return program;
}

function buildCommand(spec: CommandSpec, cli: Cli, outcome: { exitCode: ExitCode }, above: readonly string[] = []): Command {
  const path = [...above, spec.name];
  const command = new Command(spec.name).description(spec.summary).addHelpText('after', `\nExample:\n  ${spec.example}`);
  command.aliases(spec.aliases ?? []);
  settle(command, cli);
  if (spec.tellMistake) {
    tellMistakes(command, cli, `${path.join(' ')} ${spec.usage ?? '[OPTIONS]'}`, spec.tellMistake);
    answerVersion(command, cli);
  }
  for (const { name, description } of spec.arguments ?? []) command.argument(name, description);
  for (const option of spec.options ?? []) command.addOption(buildOption(option));
  for (const subcommand of spec.subcommands ?? []) command.addCommand(buildCommand(subcommand, cli, outcome, path));
  const { load } = spec;
  if (load) {
    command.action(async () => {
      const handle = await load();
      const globals = { ...command.parent?.parent?.opts(), ...command.parent?.opts() };
      outcome.exitCode = await handle(cli, command.args, command.opts() as never, globals);
    });
  }
  return command;
}

function buildOption({ flags, description, choices, byDefault, parse, hidden }: OptionSpec): Option {
  const option = new Option(flags, description);
  if (choices) option.choices([...choices]);
  if (byDefault !== undefined) option.default(byDefault);
  if (parse) option.argParser(parse);
  if (hidden === true) option.hideHelp();
  return option;
}

/** Usage errors are thrown, not turned into an exit, and end with where to read more. */
function settle(command: Command, cli: Cli): void {
  command
    .exitOverride()
    .showHelpAfterError(`(npx weft ${command.name() === 'weft' ? '' : `${command.name()} `}--help says more)`)
    .configureOutput({
      writeOut: (text) => void cli.out.write(text),
      writeErr: (text) => void cli.err.write(text),
      getOutHasColors: () => cli.out.colors.isColorSupported,
      getErrHasColors: () => cli.err.colors.isColorSupported,
    });
}

/** `--version`, and dbt's two short forms of it, before and after dbt's verbs. */
function answerVersion(command: Command, cli: Cli): void {
  const isProgram = command.name() === 'weft';
  const answer = () => {
    void cli.out.write(`weft ${readVersion(cli.root)}\n`);
    throw new CommanderError(0, 'weft.version', 'the version was told');
  };
  const flags = new Option('-v, --version', 'print the version').hideHelp(!isProgram);
  command.addOption(flags).addOption(new Option('-V').hideHelp());
  command.on('option:version', answer).on('option:V', answer);
}

function readVersion(root: string): string {
  const content: unknown = JSON.parse(readFileSync(join(root, 'apps/cli/package.json'), 'utf8'));
  return (content as { readonly version: string }).version;
}

/** A mistake is told in other words than commander's, and without its hint. */
function tellMistakes(command: Command, cli: Cli, usage: string, tell: NonNullable<CommandSpec['tellMistake']>): void {
  command.showHelpAfterError(false).configureOutput({
    outputError: (text) => void cli.err.write(`${tell(text, usage)}\n`),
  });
}
