import { PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from '@weft/platform';
import { type TestDatabase, testDatabase } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareQueue } from './prepare-queue.js';
import { RUNS_ENTITIES, RUNS_MIGRATIONS } from './runs-schema.js';
import { WAKE_TASK } from './run-waker.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({
    entities: [...PLATFORM_ENTITIES, ...RUNS_ENTITIES],
    migrations: [...PLATFORM_MIGRATIONS, ...RUNS_MIGRATIONS],
  });
});
afterAll(() => database.dispose());

const migrations = () => database.owner.query<unknown[]>('SELECT id, ts FROM graphile_worker.migrations ORDER BY id');
const addJob = () => database.app.query<unknown[]>('SELECT id FROM graphile_worker.add_job($1)', [WAKE_TASK]);

describe('preparing the queue', () => {
  it('changes nothing where it is up to date, also from several processes at once', async () => {
    const before = await migrations();
    await Promise.all([prepareQueue(database.ownerUrl), prepareQueue(database.ownerUrl)]);
    expect(await migrations()).toEqual(before);
    expect(await addJob()).toHaveLength(1);
  });

  it("brings in what is missing, and opens it to the app's role", async () => {
    const before = (await migrations()).length;
    await database.owner.query('DROP SCHEMA graphile_worker CASCADE');
    await database.owner.query('CREATE SCHEMA graphile_worker');
    await database.owner.query(
      'CREATE TABLE graphile_worker.migrations (id int PRIMARY KEY, ts timestamptz NOT NULL DEFAULT now(), breaking boolean NOT NULL DEFAULT false)',
    );
    await prepareQueue(database.ownerUrl);
    expect(await migrations()).toHaveLength(before);
    expect(await addJob()).toHaveLength(1);
  });
});
