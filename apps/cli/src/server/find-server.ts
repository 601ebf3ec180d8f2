import type { Cli } from '../cli.js';
import { CliError } from '../cli.errors.js';
import { findRunningWeft } from './weft-home.js';

/** The server that is asked: --url, else WEFT_URL, else the Weft that owns WEFT_HOME now. Null where there is none. */
export function findServer(cli: Cli, url: string | undefined): string | null {
  const named = url ?? cli.environment.url;
  if (named === undefined) return findRunningWeft(cli.environment.home)?.url ?? null;
  if (URL.canParse(named) && /^https?:$/.test(new URL(named).protocol)) return named;
  throw new CliError(`'${named}' is no address of a server`, { nextStep: 'give one such as http://127.0.0.1:4400' });
}

/** The server, or an error that says how to start one. */
export function getServer(cli: Cli, url: string | undefined): string {
  const server = findServer(cli, url);
  if (server !== null) return server;
  throw new CliError('no Weft is running here', {
    where: cli.environment.home,
    nextStep: 'start one with npm start, or name one with --url or WEFT_URL',
  });
}
