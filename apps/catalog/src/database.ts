import { ACCESS_ENTITIES, ACCESS_MIGRATIONS } from '@weft/access';
import { CATALOG_ENTITIES, CATALOG_MIGRATIONS } from '@weft/catalog';
import { createDataSource, migrate, PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from '@weft/platform';
import { prepareQueue, RUNS_ENTITIES, RUNS_MIGRATIONS } from '@weft/runs';
import type { CatalogConfig } from './check-config.js';

const entities = [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES, ...ACCESS_ENTITIES, ...RUNS_ENTITIES];
const migrations = [...PLATFORM_MIGRATIONS, ...CATALOG_MIGRATIONS, ...ACCESS_MIGRATIONS, ...RUNS_MIGRATIONS];

/** Migrates where this app has the role for it (several may try at once: one does), and connects as the app. */
export async function openDatabase({ databaseUrl, ownerUrl }: CatalogConfig) {
  if (ownerUrl !== null) {
    await migrate({ url: ownerUrl, entities, migrations });
    await prepareQueue(ownerUrl);
  }
  return createDataSource({ url: databaseUrl, entities }).initialize();
}
