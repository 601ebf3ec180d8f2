import { join } from 'node:path';
import { nearestNames } from '@weft/kernel';
import type { Cli } from '../cli.js';
import { CliError } from '../cli.errors.js';
import { isExpired, type KeptToken, parseKeptTokens } from './kept-token.js';
import { openLoginStore, serverKey } from './login-store.js';
import { readJsonFile } from './weft-home.js';

/** The token that goes to a server: NAME's own with --as NAME, else WEFT_TOKEN. Nobody is impersonated, nothing is guessed. */
export function getToken(cli: Cli, url: string, as: string | undefined): string {
  if (as !== undefined) return getTokenOf(cli, url, as);
  if (cli.environment.token !== undefined) return cli.environment.token;
  const names = [...findTokens(cli, url).keys()].join(', ');
  throw new CliError('who is asking?', {
    where: url,
    nextStep: names ? `add --as NAME (tokens are kept for ${names}), or set WEFT_TOKEN` : SIGN_IN,
  });
}

const SIGN_IN = 'set WEFT_TOKEN, or keep a token with npx weft login NAME --token-stdin';

function getTokenOf(cli: Cli, url: string, name: string): string {
  const tokens = findTokens(cli, url);
  const kept = tokens.get(name);
  if (kept && !isExpired(kept, cli.now())) return kept.token;
  if (kept)
    throw new CliError(`the token of ${name} has expired`, {
      where: url,
      nextStep: 'restart Weft for new sample tokens, or npx weft login again',
    });
  const [near] = nearestNames(name, tokens.keys());
  const nextStep = near
    ? `did you mean --as ${near}?`
    : tokens.size > 0
      ? `tokens are kept for ${[...tokens.keys()].join(', ')}`
      : SIGN_IN;
  throw new CliError(`no token is kept for ${name}`, { where: url, nextStep });
}

/** What `weft login` kept, and over it the sample tokens of the home folder, if they belong to this very server. */
function findTokens(cli: Cli, url: string): Map<string, KeptToken> {
  const kept = openLoginStore(cli.environment.configFolder).find(url);
  const sample = readJsonFile(join(cli.environment.home, 'credentials.json'));
  const owner = sample?.['url'];
  if (typeof owner !== 'string' || !URL.canParse(owner) || serverKey(owner) !== serverKey(url)) return kept;
  return new Map([...kept, ...parseKeptTokens(sample?.['tokens'])]);
}
