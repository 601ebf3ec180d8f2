import { readPages, RunsDocument } from '@weft/client';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { mapRows } from '../../output/map-rows.util.js';
import { type Format, printRows } from '../../output/rows.js';
import { renderTime } from '../../output/time.util.js';
import { connect, type ServerOptions } from '../../server/connect.js';

interface RunsOptions extends ServerOptions {
  readonly project?: string;
  readonly limit: number;
  readonly format: Format;
}

const COLUMNS = ['run', 'project', 'command', 'status', 'by', 'asked', 'finished', 'message'];

/** `weft runs list [--project NAME]` */
export async function listRuns(cli: Cli, _args: readonly string[], options: RunsOptions): Promise<ExitCode> {
  const client = connect(cli, options);
  const { project, limit, format } = options;
  const filter = { ...(project ? { project } : {}), first: Math.min(limit, 100) };
  const items = readPages(async (after) => (await client.request(RunsDocument, { ...filter, after }, cli.signal)).runs);
  const rows = mapRows(items, (run) => {
    const times = [renderTime(run.createdAt), renderTime(run.finishedAt)];
    return [run.id, run.project, run.command.toLowerCase(), run.status, run.requestedBy, ...times, run.message ?? ''];
  });
  await printRows(cli.out, { columns: COLUMNS, rows }, { format, most: limit });
  return 0;
}
