import { OutputPortsDocument, type OutputPortsQuery, readPages } from '@weft/client';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { mapRows } from '../../output/map-rows.util.js';
import { type Format, printRows } from '../../output/rows.js';
import { renderTime } from '../../output/time.util.js';
import { connect, type ServerOptions } from '../../server/connect.js';

type MyAccess = OutputPortsQuery['outputPorts']['edges'][number]['node']['myAccess'];

interface PortsOptions extends ServerOptions {
  readonly product?: string;
  readonly layer?: string;
  readonly format: Format;
}

const COLUMNS = ['port', 'relation', 'layer', 'my access'];

/** `weft ports [--product NAME] [--layer NAME]` */
export async function ports(cli: Cli, _args: readonly string[], options: PortsOptions): Promise<ExitCode> {
  const client = connect(cli, options);
  const { product, layer } = options;
  const filter = { ...(product ? { dataProduct: product } : {}), ...(layer ? { layer } : {}) };
  const items = readPages(async (after) => {
    const { outputPorts } = await client.request(OutputPortsDocument, { ...filter, first: 100, after }, cli.signal);
    return outputPorts;
  });
  const rows = mapRows(items, ({ name, relation, layer, myAccess }) => [name, relation, layer ?? '', renderAccess(myAccess)]);
  await printRows(cli.out, { columns: COLUMNS, rows }, { format: options.format });
  return 0;
}

/** `ACTIVE until ...`, `REQUESTED`, or why not: `NO_GRANT`. */
function renderAccess({ canRead, reasonCode, status, pending, activeUntil }: MyAccess): string {
  if (canRead) return activeUntil === null ? reasonCode : `ACTIVE until ${renderTime(activeUntil)}`;
  return pending ? 'REQUESTED' : (status ?? reasonCode);
}
