import pg from 'pg';
import type { RunningPostgres } from './start-postgres.js';

/** Owns Weft's database and migrates it. */
export const OWNER_ROLE = 'weft_owner';
/** What Weft runs as: it can add to the audit and read it, and change nothing of it. */
export const APP_ROLE = 'weft_app';

export interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** Makes the two roles and Weft's database on our own server where they are missing; nobody else may connect to it. */
export async function ensureWeftDatabase(postgres: RunningPostgres, database = 'weft'): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  try {
    await ensureRole(client, OWNER_ROLE, postgres.credentials.owner);
    await ensureRole(client, APP_ROLE, postgres.credentials.app);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${OWNER_ROLE}`);
    await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${pg.escapeIdentifier(database)} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${APP_ROLE}`);
  } finally {
    await client.end();
  }
  const urlOf = (role: string, secret: string) => `postgresql://${role}:${secret}@${postgres.host}:${postgres.port}/${database}`;
  return { ownerUrl: urlOf(OWNER_ROLE, postgres.credentials.owner), appUrl: urlOf(APP_ROLE, postgres.credentials.app) };
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
}
