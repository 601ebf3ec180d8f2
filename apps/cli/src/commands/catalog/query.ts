import type { Cli } from '../../cli.js';
import { CliError, type ExitCode } from '../../cli.errors.js';
import { type Format, printRows } from '../../output/rows.js';
import { connect, type ServerOptions } from '../../server/connect.js';
import { readStdin } from '../../server/stdin.js';

interface QueryOptions extends ServerOptions {
  readonly format: Format;
  readonly limit?: number;
  readonly catalog?: string;
  readonly schema?: string;
}

/** A table is laid out in memory; csv and json are endless. */
const TABLE_ROWS = 1_000;

/** `weft query SQL`: the server decides and streams; leaving early, or Ctrl-C, cancels the query. */
export async function query(cli: Cli, args: readonly string[], options: QueryOptions): Promise<ExitCode> {
  const client = connect(cli, options);
  const sql = args[0] === '-' ? await readStdin(cli.stdin) : (args[0] ?? '');
  if (sql.trim() === '') throw new CliError('there is no statement', { nextStep: 'npx weft query "select ..."' });
  const { format, catalog, schema } = options;
  const most = options.limit ?? (format === 'table' ? TABLE_ROWS : Number.POSITIVE_INFINITY);
  const result = await client.query({ sql, ...(catalog ? { catalog } : {}), ...(schema ? { schema } : {}) }, cli.signal);
  const columns = result.columns.map(({ name }) => name);
  const { rows, cut } = await printRows(cli.out, { columns, rows: result.rows }, { format, most });
  if (format === 'table') await cli.out.line(`${rows} ${rows === 1 ? 'row' : 'rows'}`);
  if (cut) await cli.err.line(`Cut at ${most} rows: ask for more with --limit, or stream all with --format csv`);
  return 0;
}
