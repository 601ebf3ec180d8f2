import { realpathSync } from 'node:fs';
import type { RunCommand } from '@weft/client';
import { CliError, type ExitCode } from '../cli.errors.js';
import { findMesh, getProject } from '../project/find-project.js';
import type { ServerOptions } from '../server/connect.js';
import type { VerbCall } from './run/invocation.js';

const COMMANDS: Readonly<Record<string, RunCommand>> = { run: 'RUN', test: 'TEST', build: 'BUILD' };

/** The only flags that a run of the mesh takes. */
const TAKEN = new Set(['select', 'exclude', 'project_dir', 'use_colors']);

/** A project of a mesh that runs is handed over to it, unless --local says otherwise; null where it runs here. */
export async function handOver(call: VerbCall, options: Readonly<Record<string, unknown>>): Promise<ExitCode | null> {
  const command = COMMANDS[call.verb.which];
  if (command === undefined || options['local'] === true || call.folder === null) return null;
  const server: ServerOptions = options;
  // What is wrong with a project that runs here is told in dbt's words, and not by the mesh.
  if (server.url === undefined && findMesh(realpathSync(call.folder)) === null) return null;
  const { findServer } = await import('../server/find-server.js');
  const project = getProject(call.cli.cwd, call.folder);
  if (server.url === undefined && findServer(call.cli, undefined) === null) return null;
  assertNoLocalFlags(call);
  const { connect } = await import('../server/connect.js');
  const { startRun } = await import('../runs/start-run.js');
  const { flags, cli } = call;
  return startRun(cli, connect(cli, server), project, { command, select: flags.list('select'), exclude: flags.list('exclude') });
}

/** The mesh says the engine, the target and its threads: a flag that would be ignored is refused. */
function assertNoLocalFlags({ resolved }: VerbCall): void {
  const given = [...resolved.typed].find((name) => !TAKEN.has(name));
  if (given === undefined) return;
  throw new CliError(`--${given.replaceAll('_', '-')} has no effect on a run of the mesh`, {
    nextStep: 'leave it out: the mesh says the engine, and profiles.yml in the project the rest; --local runs the project here',
  });
}
