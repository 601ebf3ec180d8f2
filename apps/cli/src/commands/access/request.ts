import { RequestAccessDocument } from '@weft/client';
import type { Cli } from '../../cli.js';
import { CliError, type ExitCode } from '../../cli.errors.js';
import { connect, type ServerOptions } from '../../server/connect.js';
import { expectPayload } from '../../server/payload.js';

interface RequestOptions extends ServerOptions {
  readonly reason?: string;
  readonly days?: number;
  readonly columns?: readonly string[];
}

/** `weft request RELATION --reason TEXT [--days N]` */
export async function request(cli: Cli, args: readonly string[], options: RequestOptions): Promise<ExitCode> {
  const [relation = ''] = args;
  const client = connect(cli, options);
  const { reason = '', days, columns } = options;
  if (reason.trim() === '') throw new CliError('a request needs a reason', { nextStep: 'add --reason "what the data are for"' });
  const input = { relation, reason, ...(days === undefined ? {} : { durationDays: days }), ...(columns ? { columns } : {}) };
  const { requestAccess } = await client.request(RequestAccessDocument, { input }, cli.signal);
  const { request: made } = expectPayload(requestAccess, 'RequestAccessResult');
  const { green } = cli.out.colors;
  await cli.out.line(`${green('Requested')} ${made.relation} for ${made.principal}, for ${made.requestedDays} days.`);
  await cli.out.line(`request: ${made.id}`);
  await cli.out.line(`An owner approves it with: npx weft approve ${made.id} --as OWNER`);
  return 0;
}
