import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = `
  CREATE TABLE published_project (
    project text CONSTRAINT published_project_pkey PRIMARY KEY,
    run_id uuid NOT NULL,
    models jsonb NOT NULL,
    published_at timestamptz NOT NULL
  )`;

/**
 * Why: what a project offers to other projects is known only to whoever parses it; runs do, and the catalog shows it.
 * Size: one row a project. Locks: none on existing tables. Back: `down` drops it, runs fill it again.
 */
export class CreatePublishedProject1795330000000 implements MigrationInterface {
  name = 'CreatePublishedProject1795330000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PUBLISHED);
    await runner.query('GRANT SELECT, INSERT, UPDATE ON published_project TO weft_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE published_project');
  }
}
