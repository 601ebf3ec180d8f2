import { readPages, RunLogsDocument } from '@weft/client';
import type { Cli } from '../../cli.js';
import { CliError, type ExitCode } from '../../cli.errors.js';
import { renderClock } from '../../output/time.util.js';
import { connect, type ServerOptions } from '../../server/connect.js';

/** `weft runs logs RUN` */
export async function printLogs(cli: Cli, args: readonly string[], options: ServerOptions): Promise<ExitCode> {
  const [id = ''] = args;
  const client = connect(cli, options);
  const lines = readPages(async (after) => {
    const { run } = await client.request(RunLogsDocument, { id, first: 100, after }, cli.signal);
    if (run) return run.logs;
    throw new CliError('there is no such run, or it is not yours to see', { where: id, exitCode: 1 });
  });
  for await (const { at, level, message } of lines) {
    await cli.out.line(`${renderClock(new Date(at))}  ${level === 'info' ? '' : `${level}: `}${message}`);
  }
  return 0;
}
