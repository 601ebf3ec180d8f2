import { checkDrift, createDataSource, migrate, PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from '@weft/platform';
import { emptyDatabase } from '@weft/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CATALOG_ENTITIES, CATALOG_MIGRATIONS } from './catalog-schema.js';

const SCHEMA = {
  entities: [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES],
  migrations: [...PLATFORM_MIGRATIONS, ...CATALOG_MIGRATIONS],
};

describe('the migrations of platform and catalog', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;

  beforeEach(async () => {
    database = await emptyDatabase();
  });
  afterEach(() => database.dispose());

  it('make what the entities say, and run once', async () => {
    const options = { url: database.ownerUrl, ...SCHEMA };
    expect(await migrate(options)).toHaveLength(SCHEMA.migrations.length);
    expect(await migrate(options)).toEqual([]);
    expect(await checkDrift(options)).toEqual([]);
  });

  it('go back, with data in the tables, and come again', async () => {
    const options = { url: database.ownerUrl, ...SCHEMA };
    await migrate(options);
    const source = await createDataSource(options).initialize();
    try {
      await source.query(`INSERT INTO principal (id, name, kind, created_at) VALUES (gen_random_uuid(), 'ana', 'person', now())`);
      for (const _ of SCHEMA.migrations) await source.undoLastMigration();
      expect(await source.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([
        { tablename: 'migration' },
      ]);
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    expect(await checkDrift(options)).toEqual([]);
  });
});
