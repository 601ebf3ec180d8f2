import { join, relative, resolve } from 'node:path';
import { ApplyMeshDocument } from '@weft/client';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { renderChanges } from '../../output/changes.js';
import { readMeshBundle } from '../../project/mesh-files.js';
import { connect, type ServerOptions } from '../../server/connect.js';
import { expectPayload } from '../../server/payload.js';

interface ApplyOptions extends ServerOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `weft apply [FOLDER] [--dry-run]`: sends the descriptors, prints what it created, changed and left. */
export async function apply(cli: Cli, args: readonly string[], options: ApplyOptions): Promise<ExitCode> {
  const client = connect(cli, options);
  const { directory, files } = readMeshBundle(resolve(cli.cwd, args[0] ?? '.'));
  const dryRun = options.dryRun === true;
  const { applyMesh } = await client.request(ApplyMeshDocument, { input: { directory, files, dryRun } }, cli.signal);
  const locate = (file: string) => relative(cli.cwd, join(directory, file));
  const result = expectPayload(applyMesh, 'ApplyMeshResult', locate);
  const { __typename: _, ...applied } = result;
  if (options.json) await cli.out.write(`${JSON.stringify({ dryRun, ...applied }, null, 2)}\n`);
  else for (const line of renderChanges(result, dryRun, cli.out.colors)) await cli.out.line(line);
  return 0;
}
