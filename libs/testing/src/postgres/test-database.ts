import { createHash, randomUUID } from 'node:crypto';
import { APP_ROLE, createDataSource, type EntityClass, migrate, type MigrationClass, OWNER_ROLE } from '@weft/platform';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testServerUrl } from './test-server.js';

const PASSWORD = 'for-tests-only';

export interface TestDatabaseOptions {
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
  /** What the owner does to the template after the migrations, such as the queue's own schema. */
  readonly prepare?: (ownerUrl: string) => Promise<void>;
}

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Connected as the role that Weft runs as. */
  readonly app: DataSource;
  /** Connected as the role that owns the schema. */
  readonly owner: DataSource;
  dispose(): Promise<void>;
}

/** A database of one spec file: a copy of a template that is migrated once a run. */
export async function testDatabase(options: TestDatabaseOptions): Promise<TestDatabase> {
  const serverUrl = await testServerUrl();
  const template = await ensureTemplate(serverUrl, options);
  const name = `weft_spec_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, (client) => copyTemplate(client, template, name));
  const ownerUrl = urlOf(serverUrl, OWNER_ROLE, name);
  const appUrl = urlOf(serverUrl, APP_ROLE, name);
  const app = await createDataSource({ url: appUrl, entities: options.entities, poolSize: 6 }).initialize();
  const owner = await createDataSource({
    url: ownerUrl,
    entities: options.entities,
    migrations: options.migrations,
    poolSize: 2,
  }).initialize();
  return {
    ownerUrl,
    appUrl,
    app,
    owner,
    dispose: async () => {
      await Promise.all([app, owner].map((source) => (source.isInitialized ? source.destroy() : Promise.resolve())));
      await onServer(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database of its own, owned by weft_owner: for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ readonly ownerUrl: string; dispose(): Promise<void> }> {
  const serverUrl = await testServerUrl();
  const name = `weft_empty_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, async (client) => {
    await ensureRoles(client);
    await client.query(`CREATE DATABASE ${name} OWNER ${OWNER_ROLE}`);
  });
  const dispose = () =>
    onServer(serverUrl, async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  return { ownerUrl: urlOf(serverUrl, OWNER_ROLE, name), dispose };
}

async function ensureTemplate(serverUrl: string, { entities, migrations, prepare }: TestDatabaseOptions): Promise<string> {
  const names = migrations
    .map((migration) => `${migration.name}:${migration.toString().length}:${sourceOf(migration)}`)
    .join('\n');
  const template = `weft_template_${createHash('sha256')
    .update(`${names}${prepare?.toString() ?? ''}`)
    .digest('hex')
    .slice(0, 16)}`;
  await onServer(serverUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(7305212)');
    await ensureRoles(client);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0)
      await createTemplate(client, serverUrl, template, async (url) => {
        await migrate({ url, entities, migrations });
        await prepare?.(url);
      });
  });
  return template;
}

function sourceOf(migration: MigrationClass): string {
  return createHash('sha256').update(migration.toString()).digest('hex');
}

/** Filled under another name, so that a template by this name is always whole. */
async function createTemplate(
  client: pg.Client,
  serverUrl: string,
  template: string,
  fill: (ownerUrl: string) => Promise<void>,
): Promise<void> {
  const partial = `${template}_partial`;
  await client.query(`DROP DATABASE IF EXISTS ${partial} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${partial} OWNER ${OWNER_ROLE}`);
  await fill(urlOf(serverUrl, OWNER_ROLE, partial));
  await client.query(`ALTER DATABASE ${partial} RENAME TO ${template}`);
}

async function copyTemplate(client: pg.Client, template: string, name: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock(7305212)');
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${OWNER_ROLE}`);
  await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${APP_ROLE}`);
}

async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of [OWNER_ROLE, APP_ROLE]) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
  }
}

async function onServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(serverUrl: string, role: string, database: string): string {
  const { hostname, port } = new URL(serverUrl);
  return `postgresql://${role}:${PASSWORD}@${hostname}:${port}/${database}`;
}
