import { createDataSource, type DatabaseOptions } from './data-source.js';
import { findDrift } from './drift.js';

/**
 * Runs what has not run yet, as the owner, under a lock that keeps other processes out. Returns the names of what ran.
 */
export async function migrate(options: DatabaseOptions): Promise<string[]> {
  const dataSource = await createDataSource({ ...options, poolSize: 2 }).initialize();
  try {
    const lock = dataSource.createQueryRunner();
    await lock.query('SELECT pg_advisory_lock(7305211)');
    try {
      return (await dataSource.runMigrations()).map(({ name }) => name);
    } finally {
      await lock.query('SELECT pg_advisory_unlock(7305211)');
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** The statements that would bring a migrated database to what the entities say: none, unless they differ. */
export async function checkDrift(options: DatabaseOptions): Promise<string[]> {
  const dataSource = await createDataSource(options).initialize();
  try {
    return await findDrift(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
