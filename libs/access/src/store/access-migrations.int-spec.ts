import { CATALOG_ENTITIES, CATALOG_MIGRATIONS } from '@weft/catalog';
import { checkDrift, createDataSource, migrate, PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from '@weft/platform';
import { emptyDatabase } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_ENTITIES, ACCESS_MIGRATIONS } from './access-schema.js';

const entities = [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES, ...ACCESS_ENTITIES];
const migrations = [...PLATFORM_MIGRATIONS, ...CATALOG_MIGRATIONS, ...ACCESS_MIGRATIONS];

let database: Awaited<ReturnType<typeof emptyDatabase>>;
beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.dispose());

const onDatabase = async (work: (query: (sql: string) => Promise<unknown>, undo: () => Promise<void>) => Promise<void>) => {
  const source = await createDataSource({ url: database.ownerUrl, entities, migrations }).initialize();
  await work(
    (sql) => source.query(sql),
    () => source.undoLastMigration(),
  ).finally(() => source.destroy());
};

describe('the migrations of access', () => {
  it('bring the database to what the entities say', async () => {
    await migrate({ url: database.ownerUrl, entities, migrations });
    expect(await checkDrift({ url: database.ownerUrl, entities })).toEqual([]);
  });

  it('go back over data, leave the tables of others as they were, and come again', async () => {
    await onDatabase(async (query, undo) => {
      await query(`INSERT INTO principal (id, name, kind, created_at) VALUES (gen_random_uuid(), 'ana', 'person', now())`);
      await query(`INSERT INTO access_link VALUES (gen_random_uuid(), 'ana', 'a/b/c', 'REQUESTED', now(), now())`);
      for (const _migration of ACCESS_MIGRATIONS) await undo();
      await query(`UPDATE principal SET active = false WHERE name = 'ana'`);
      expect(await query(`SELECT to_regclass('access_link') AS link, to_regclass('policy_version') AS version`)).toEqual([
        { link: null, version: null },
      ]);
    });
    expect(await migrate({ url: database.ownerUrl, entities, migrations })).toHaveLength(ACCESS_MIGRATIONS.length);
  });

  it('give the policy another version for each transaction that changes a fact, and none for others', async () => {
    await onDatabase(async (query) => {
      const version = async () =>
        Number(((await query('SELECT version FROM policy_version')) as { version: string }[])[0]?.version);
      const before = await version();
      await query(`UPDATE principal SET active = NOT active; UPDATE principal SET active = NOT active`);
      expect(await version()).toBe(before + 1);
      await query(`UPDATE team_membership SET valid_to = now()`);
      await query(`INSERT INTO access_link VALUES (gen_random_uuid(), 'bob', 'a/b/c', 'REQUESTED', now(), now())`);
      expect(await version()).toBe(before + 1);
      await query(`INSERT INTO team_membership (id, principal, team, valid_from) VALUES (gen_random_uuid(), 'ana', 'x', now())`);
      expect(await version()).toBe(before + 2);
    });
  });
});
