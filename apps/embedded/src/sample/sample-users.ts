import { writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@weft/kernel';
import { PLATFORM_TEAM, PrincipalStore, TokenStore } from '@weft/platform';
import type { DataSource } from 'typeorm';

/** The people of the example. Owners get their teams when a mesh is applied that names them. */
const SAMPLE_USERS: readonly { readonly name: string; readonly teams: readonly string[] }[] = [
  { name: 'admin', teams: [PLATFORM_TEAM] },
  { name: 'ana', teams: ['marketing'] },
  { name: 'bob', teams: ['finance'] },
  { name: 'carla', teams: [] },
  { name: 'omar', teams: [] },
  { name: 'pia', teams: [] },
  { name: 'ines', teams: [] },
];
const LABEL = 'sample';
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Ends the former sample tokens, issues new ones for a day and writes them where the command line finds them (0600). */
export async function issueSampleTokens(dataSource: DataSource, clock: Clock, home: string, url: string): Promise<string> {
  const tokens = await dataSource.transaction(async (manager) => {
    const now = clock.now();
    const [principals, store] = [new PrincipalStore(manager), new TokenStore(manager)];
    await store.endAll(LABEL, now);
    const issued: [string, { token: string; expiresAt: string }][] = [];
    for (const { name, teams } of SAMPLE_USERS) {
      await principals.ensure(name, 'person', now);
      for (const team of teams) await principals.addMember(team, name, now);
      const { secret, expiresAt } = await store.issue(name, LABEL, now, LIFETIME_MS);
      issued.push([name, { token: secret, expiresAt: expiresAt.toISOString() }]);
    }
    return Object.fromEntries(issued);
  });
  const file = join(home, 'credentials.json');
  writeFileSync(`${file}.new`, `${JSON.stringify({ url, tokens }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return file;
}
