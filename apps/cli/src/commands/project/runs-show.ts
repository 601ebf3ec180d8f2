import type { Cli } from '../../cli.js';
import { CliError, type ExitCode } from '../../cli.errors.js';
import { followRun } from '../../runs/follow-run.js';
import { connect, type ServerOptions } from '../../server/connect.js';

/** `weft runs show RUN`: its nodes and how it ended; leaving does not cancel a run that somebody else started. */
export async function showRun(cli: Cli, args: readonly string[], options: ServerOptions): Promise<ExitCode> {
  const [runId] = args;
  if (!runId) throw new CliError('which run?', { nextStep: 'npx weft runs list' });
  return followRun(cli, connect(cli, options), runId, { cancelOnInterrupt: false });
}
