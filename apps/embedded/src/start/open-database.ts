import { join } from 'node:path';
import { ACCESS_ENTITIES, ACCESS_MIGRATIONS } from '@weft/access';
import { CATALOG_ENTITIES, CATALOG_MIGRATIONS } from '@weft/catalog';
import {
  createDataSource,
  type DatabaseUrls,
  ensureWeftDatabase,
  migrate,
  PLATFORM_ENTITIES,
  PLATFORM_MIGRATIONS,
  startPostgres,
  type WeftConfig,
} from '@weft/platform';
import { prepareQueue, RUNS_ENTITIES, RUNS_MIGRATIONS } from '@weft/runs';
import type { DataSource } from 'typeorm';
import type { Shutdown } from './shutdown.js';

const ENTITIES = [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES, ...ACCESS_ENTITIES, ...RUNS_ENTITIES];
const MIGRATIONS = [...PLATFORM_MIGRATIONS, ...CATALOG_MIGRATIONS, ...ACCESS_MIGRATIONS, ...RUNS_MIGRATIONS];

export interface OpenedDatabase {
  readonly dataSource: DataSource;
  readonly urls: DatabaseUrls;
  /** What had to be put right after a kill. */
  readonly recovered: readonly string[];
}

/** Brings up our own PostgreSQL, or takes the one that is configured, migrates it as the owner and connects as the app. */
export async function openDatabase(config: WeftConfig, shutdown: Shutdown): Promise<OpenedDatabase> {
  const { urls, recovered } = config.database ? { urls: config.database, recovered: [] } : await startOwnServer(config, shutdown);
  await migrate({ url: urls.ownerUrl, entities: ENTITIES, migrations: MIGRATIONS });
  await prepareQueue(urls.ownerUrl);
  const dataSource = await createDataSource({ url: urls.appUrl, entities: ENTITIES }).initialize();
  shutdown.add('the database connections', () => dataSource.destroy());
  return { dataSource, urls, recovered };
}

async function startOwnServer({ home }: WeftConfig, shutdown: Shutdown) {
  const postgres = await startPostgres({ dataDir: join(home, 'postgres') });
  shutdown.add('PostgreSQL', () => postgres.stop());
  return { urls: await ensureWeftDatabase(postgres), recovered: postgres.recovered };
}
