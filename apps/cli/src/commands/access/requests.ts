import { type AccessRequestFieldsFragment, AccessRequestsDocument, readPages } from '@weft/client';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { mapRows } from '../../output/map-rows.util.js';
import { type Format, printRows } from '../../output/rows.js';
import { renderTime } from '../../output/time.util.js';
import { connect, type ServerOptions } from '../../server/connect.js';

interface RequestsOptions extends ServerOptions {
  readonly toDecide?: boolean;
  readonly all?: boolean;
  readonly format: Format;
}

const COLUMNS = ['request', 'relation', 'principal', 'decision', 'days', 'asked', 'until', 'reason'];

/** `weft requests [--to-decide | --all]` */
export async function requests(cli: Cli, _args: readonly string[], options: RequestsOptions): Promise<ExitCode> {
  const client = connect(cli, options);
  const filter = options.all ? 'ALL' : options.toDecide ? 'TO_DECIDE' : 'MINE';
  const items = readPages(async (after) => {
    const { accessRequests } = await client.request(AccessRequestsDocument, { filter, first: 100, after }, cli.signal);
    return accessRequests;
  });
  await printRows(cli.out, { columns: COLUMNS, rows: mapRows(items, toRow) }, { format: options.format });
  return 0;
}

function toRow(item: AccessRequestFieldsFragment): readonly unknown[] {
  const decision = item.revokedAt === null ? item.decision : 'REVOKED';
  const until = renderTime(item.validTo);
  return [item.id, item.relation, item.principal, decision, item.requestedDays, renderTime(item.createdAt), until, item.reason];
}
