import { createWeftClient, MeDocument } from '@weft/client';
import type { Cli } from '../../cli.js';
import { CliError, type ExitCode } from '../../cli.errors.js';
import { getServer } from '../../server/find-server.js';
import { openLoginStore } from '../../server/login-store.js';
import { readStdin } from '../../server/stdin.js';

interface LoginOptions {
  readonly url?: string;
  readonly tokenStdin?: boolean;
}

/** `weft login NAME --token-stdin`: the token is kept only if the server says that it is NAME's. */
export async function login(cli: Cli, args: readonly string[], options: LoginOptions): Promise<ExitCode> {
  const [name = ''] = args;
  const url = getServer(cli, options.url);
  if (!options.tokenStdin) {
    throw new CliError('a token is read from standard input only', {
      nextStep: `printf %s "$TOKEN" | npx weft login ${name} --token-stdin`,
    });
  }
  const token = (await readStdin(cli.stdin)).trim();
  if (token === '') throw new CliError('standard input held no token');
  const { me } = await createWeftClient({ url, token }).request(MeDocument, {}, cli.signal);
  if (me.name !== name)
    throw new CliError(`this token is not ${name}'s`, { where: url, nextStep: `npx weft login ${me.name}`, exitCode: 1 });
  const store = openLoginStore(cli.environment.configFolder);
  store.keep(url, name, { token });
  await cli.out.line(`${cli.out.colors.green('Signed in')} to ${url} as ${name}; the token is kept in ${store.path}`);
  return 0;
}
