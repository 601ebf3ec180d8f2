import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { getServer } from '../../server/find-server.js';
import { openLoginStore } from '../../server/login-store.js';

/** `weft logout NAME`: forgets the token here; it stays valid at the server until it expires. */
export async function logout(cli: Cli, args: readonly string[], options: { readonly url?: string }): Promise<ExitCode> {
  const [name = ''] = args;
  const url = getServer(cli, options.url);
  const known = openLoginStore(cli.environment.configFolder).forget(url, name);
  await cli.out.line(known ? `Forgot the token of ${name} for ${url}` : `No token of ${name} was kept for ${url}`);
  return known ? 0 : 1;
}
