import { DataProductsDocument, readPages } from '@weft/client';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { type Format, printRows } from '../../output/rows.js';
import { mapRows } from '../../output/map-rows.util.js';
import { connect, type ServerOptions } from '../../server/connect.js';

interface ProductsOptions extends ServerOptions {
  readonly domain?: string;
  readonly format: Format;
}

const COLUMNS = ['product', 'title', 'version', 'status'];

/** `weft products [--domain NAME]` */
export async function products(cli: Cli, _args: readonly string[], options: ProductsOptions): Promise<ExitCode> {
  const client = connect(cli, options);
  const filter = options.domain ? { domain: options.domain } : {};
  const items = readPages(async (after) => {
    const { dataProducts } = await client.request(DataProductsDocument, { ...filter, first: 100, after }, cli.signal);
    return dataProducts;
  });
  const rows = mapRows(items, ({ name, title, version, status }) => [name, title ?? '', version ?? '', status]);
  await printRows(cli.out, { columns: COLUMNS, rows }, { format: options.format });
  return 0;
}
