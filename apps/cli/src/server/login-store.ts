import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type KeptToken, parseKeptTokens } from './kept-token.js';
import { readJsonFile } from './weft-home.js';

/** The tokens that `weft login` keeps, for each server, in a file that only its owner may read. */
export interface LoginStore {
  readonly path: string;
  find(url: string): Map<string, KeptToken>;
  keep(url: string, name: string, token: KeptToken): void;
  /** Whether there was one. */
  forget(url: string, name: string): boolean;
}

export function openLoginStore(configFolder: string): LoginStore {
  const path = join(configFolder, 'credentials.json');
  const change = (url: string, edit: (tokens: Map<string, KeptToken>) => void) => {
    const servers = readServers(path);
    const tokens = parseKeptTokens(servers[serverKey(url)]);
    edit(tokens);
    writePrivately(path, { servers: { ...servers, [serverKey(url)]: Object.fromEntries(tokens) } });
  };
  return {
    path,
    find: (url) => parseKeptTokens(readServers(path)[serverKey(url)]),
    keep: (url, name, token) => change(url, (tokens) => tokens.set(name, token)),
    forget: (url, name) => {
      const known = parseKeptTokens(readServers(path)[serverKey(url)]).has(name);
      if (known) change(url, (tokens) => tokens.delete(name));
      return known;
    },
  };
}

/** Tokens belong to an origin: scheme, host and port. */
export function serverKey(url: string): string {
  return new URL(url).origin;
}

function readServers(path: string): Record<string, unknown> {
  const servers = readJsonFile(path)?.['servers'];
  return typeof servers === 'object' && servers !== null ? (servers as Record<string, unknown>) : {};
}

function writePrivately(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(draft, 0o600);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
