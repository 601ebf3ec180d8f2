import { createWeftClient, type WeftClient } from '@weft/client';
import type { Cli } from '../cli.js';
import { getServer } from './find-server.js';
import { getToken } from './find-token.js';

/** The options of every command that asks a server. */
export interface ServerOptions {
  readonly url?: string;
  readonly as?: string;
}

/** A client of the running Weft under the token of who is asking; an error says how to start one or how to sign in. */
export function connect(cli: Cli, options: ServerOptions): WeftClient {
  const url = getServer(cli, options.url);
  return createWeftClient({ url, token: getToken(cli, url, options.as) });
}
