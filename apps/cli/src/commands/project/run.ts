import type { RunCommand } from '@weft/client';
import type { Cli } from '../../cli.js';
import { CliError, type ExitCode } from '../../cli.errors.js';
import { getProject, type LocalProject } from '../../project/find-project.js';
import { startRun } from '../../runs/start-run.js';
import { connect, type ServerOptions } from '../../server/connect.js';
import { findServer } from '../../server/find-server.js';
import type { LocalOptions } from '../../local/local-options.js';

export interface RunOptions extends ServerOptions, LocalOptions {
  readonly projectDir?: string;
  readonly select?: readonly string[];
  readonly exclude?: readonly string[];
}

/** `weft run` */
export const run = (cli: Cli, _args: readonly string[], options: RunOptions) => execute(cli, 'RUN', options);

/** `weft test` */
export const test = (cli: Cli, _args: readonly string[], options: RunOptions) => execute(cli, 'TEST', options);

/** `weft build` */
export const build = (cli: Cli, _args: readonly string[], options: RunOptions) => execute(cli, 'BUILD', options);

/** A project of a mesh that runs is handed over to it; any other runs in this process, with the rights of this process. */
async function execute(cli: Cli, command: RunCommand, options: RunOptions): Promise<ExitCode> {
  const project = getProject(cli.cwd, options.projectDir);
  const request = { command, select: options.select ?? [], exclude: options.exclude ?? [] };
  if (!isHandedOver(cli, project, options)) {
    const { runLocally } = await import('../../local/run-locally.js');
    return runLocally(cli, project, { ...request, ...options });
  }
  assertNoLocalOptions(options);
  return startRun(cli, connect(cli, options), project, request);
}

function isHandedOver(cli: Cli, project: LocalProject, { url }: RunOptions): boolean {
  return url !== undefined || (project.mesh !== null && findServer(cli, undefined) !== null);
}

/** The mesh says the engine, the target and its threads: an option that would be ignored is refused. */
function assertNoLocalOptions(options: RunOptions): void {
  const given = (['target', 'profilesDir', 'vars', 'threads'] as const).find((name) => options[name] !== undefined);
  if (given === undefined) return;
  const flag = `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new CliError(`${flag} has no effect on a run of the mesh`, {
    nextStep: `leave it out: the mesh says the engine, and profiles.yml in the project the rest`,
  });
}
