import { randomUUID } from 'node:crypto';
import { join, relative } from 'node:path';
import { type RunCommand, StartRunDocument, type WeftClient } from '@weft/client';
import type { Cli } from '../cli.js';
import type { ExitCode } from '../cli.errors.js';
import { renderClock } from '../output/time.util.js';
import type { LocalProject } from '../project/find-project.js';
import { readProjectBundle } from '../project/project-bundle.js';
import { expectPayload } from '../server/payload.js';
import { followRun } from './follow-run.js';

export interface RunRequest {
  readonly command: RunCommand;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}

/** Hands a run over to the Weft that owns the project's mesh, with the files as they are here, and follows it. */
export async function startRun(cli: Cli, client: WeftClient, project: LocalProject, request: RunRequest): Promise<ExitCode> {
  const files = readProjectBundle(project.folder);
  // The key makes a repeated request, after an answer that was lost, the same run.
  const input = { ...request, project: project.name, files, idempotencyKey: randomUUID() };
  const answer = await client.request(StartRunDocument, { input }, cli.signal);
  const locate = (file: string) => relative(cli.cwd, join(project.folder, file));
  const { run } = expectPayload(answer.startRun, 'StartRunResult', locate);
  await cli.out.line(`${renderClock(cli.now())}  Running in ${client.url}: run ${run.id} of ${run.project}`);
  return followRun(cli, client, run.id);
}
