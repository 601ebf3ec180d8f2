import { createDataSource } from '@weft/platform';
import { upgradeWorkerSchema } from './worker-schema.js';

/**
 * Brings the queue's tables to what the installed graphile-worker expects. Call it as the owner after the migrations: a newer
 * package may bring migrations of its own, which the app's role may not run.
 */
export async function prepareQueue(ownerUrl: string): Promise<void> {
  const dataSource = await createDataSource({ url: ownerUrl, entities: [] }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await upgradeWorkerSchema(runner);
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}
