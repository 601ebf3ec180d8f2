import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What the command takes from its environment; this file is its only reader. */
export interface Environment {
  /** The folder of the running Weft: WEFT_HOME, else `.weft` in the checkout. */
  readonly home: string;
  readonly url: string | undefined;
  readonly token: string | undefined;
  /** Where `weft login` keeps tokens. */
  readonly configFolder: string;
  readonly noColor: boolean;
  /** For the `env_var()` of a project that runs in the command's own process. */
  readonly variables: Readonly<Record<string, string>>;
}

export function readEnvironment(root: string, cwd: string, source: NodeJS.ProcessEnv = process.env): Environment {
  const set = (name: string) => source[name] || undefined;
  const variables = Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    home: resolve(cwd, set('WEFT_HOME') ?? join(root, '.weft')),
    url: set('WEFT_URL'),
    token: set('WEFT_TOKEN'),
    configFolder: join(set('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'weft'),
    noColor: set('NO_COLOR') !== undefined,
    variables: Object.fromEntries(variables),
  };
}
