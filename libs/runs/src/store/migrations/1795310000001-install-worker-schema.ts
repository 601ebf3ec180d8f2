import type { MigrationInterface, QueryRunner } from 'typeorm';
import { installWorkerSchema } from '../worker-schema.js';

/**
 * Why: graphile-worker wakes runners and repeats what failed; the app's role may not make its schema at run time.
 * Size: empty tables. Locks: none on existing tables. Back: `down` drops the schema with its jobs.
 */
export class InstallWorkerSchema1795310000001 implements MigrationInterface {
  name = 'InstallWorkerSchema1795310000001';

  async up(runner: QueryRunner): Promise<void> {
    await installWorkerSchema(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA graphile_worker CASCADE');
  }
}
