import type { Cli } from '../cli.js';
import { CliError, type ExitCode } from '../cli.errors.js';
import type { LocalProject } from '../project/find-project.js';

export async function runLocally(_cli: Cli, project: LocalProject, _request: unknown): Promise<ExitCode> {
  return Promise.reject(
    new CliError('no Weft runs for this project', { where: project.folder, nextStep: 'start one with npm start' }),
  );
}
