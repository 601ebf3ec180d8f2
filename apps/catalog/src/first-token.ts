import 'reflect-metadata';
import { PostgresAuditWriter } from '@weft/access';
import { AppError, type Clock, systemClock } from '@weft/kernel';
import { loadConfig, PLATFORM_TEAM, PrincipalStore, TokenStore } from '@weft/platform';
import type { EntityManager } from 'typeorm';
import { checkConfig } from './check-config.js';
import { openDatabase } from './database.js';
import { StartError } from './start.errors.js';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Makes somebody the first member of the platform team and returns a token for a day. Refuses once the team has a member. */
async function issueFirstToken(manager: EntityManager, name: string, clock: Clock): Promise<string> {
  const now = clock.now();
  const principals = new PrincipalStore(manager);
  await manager.query('SELECT pg_advisory_xact_lock(7305212)');
  const [member] = await principals.membersOf(PLATFORM_TEAM);
  if (member !== undefined) throw new StartError(`The platform team has a member already: ${member}. Ask them for access.`);
  await principals.ensure(name, 'person', now);
  await principals.addMember(PLATFORM_TEAM, name, now);
  const { secret, expiresAt } = await new TokenStore(manager).issue(name, 'first', now, LIFETIME_MS);
  const details = { team: PLATFORM_TEAM, expiresAt: expiresAt.toISOString() };
  const event = { principal: name, action: 'token:first', target: name, outcome: 'CHANGE', reasonCode: null, details } as const;
  await new PostgresAuditWriter(clock).append(manager, event);
  return secret;
}

async function main(name: string | undefined): Promise<string> {
  if (name === undefined) throw new StartError('Say who it is for: node apps/catalog/dist/first-token.js NAME');
  const dataSource = await openDatabase(checkConfig(loadConfig({ root: process.cwd(), example: null, mayLackOwner: true })));
  try {
    return await dataSource.transaction((manager) => issueFirstToken(manager, name, systemClock));
  } finally {
    await dataSource.destroy();
  }
}

try {
  console.log(await main(process.argv[2]));
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exitCode = 1;
}
