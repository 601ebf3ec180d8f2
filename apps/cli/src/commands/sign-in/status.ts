import { createWeftClient, HealthDocument, MeDocument } from '@weft/client';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import type { ServerOptions } from '../../server/connect.js';
import { connect } from '../../server/connect.js';
import { getServer } from '../../server/find-server.js';

/** `weft status [--as NAME]` */
export async function status(cli: Cli, _args: readonly string[], options: ServerOptions): Promise<ExitCode> {
  const url = getServer(cli, options.url);
  const { health } = await createWeftClient({ url }).request(HealthDocument, {}, cli.signal);
  await cli.out.line(`${url}: ${health.status}, version ${health.version}`);
  if (options.as === undefined && cli.environment.token === undefined) return 0;
  const { me } = await connect(cli, options).request(MeDocument, {}, cli.signal);
  await cli.out.line(`you are ${me.name} (${me.kind}), in ${me.teams.length > 0 ? me.teams.join(', ') : 'no team'}`);
  return 0;
}
