import { Logger, runMigrations } from 'graphile-worker';
import type { Pool } from 'pg';
import type { QueryRunner } from 'typeorm';

const SCHEMA = 'graphile_worker';

/** What graphile-worker looks for before its first migration; made here so that its first question is no error. */
const BOOTSTRAP = [
  `CREATE SCHEMA ${SCHEMA}`,
  `CREATE TABLE ${SCHEMA}.migrations (id int PRIMARY KEY, ts timestamptz NOT NULL DEFAULT now(), breaking boolean NOT NULL DEFAULT false)`,
];

/** Its tables have row security without a policy: nobody but the owner sees a row until one is made. */
const OPEN_TO_APP = `
  DO $$
  DECLARE secured text;
  BEGIN
    FOR secured IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = '${SCHEMA}'::regnamespace AND c.relrowsecurity
      AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'weft_app') LOOP
      EXECUTE format('CREATE POLICY weft_app ON ${SCHEMA}.%I TO weft_app USING (true) WITH CHECK (true)', secured);
    END LOOP;
  END $$`;

const RIGHTS = [
  `GRANT USAGE ON SCHEMA ${SCHEMA} TO weft_app`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO weft_app`,
  `REVOKE INSERT, UPDATE, DELETE ON ${SCHEMA}.migrations FROM weft_app`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO weft_app`,
  OPEN_TO_APP,
];

/** Makes graphile-worker's schema by its own migrations, inside the transaction of ours, and opens it to the app's role. */
export async function installWorkerSchema(runner: QueryRunner): Promise<void> {
  for (const sql of BOOTSTRAP) await runner.query(sql);
  await migrateWithin(runner);
}

/** Runs what graphile-worker has added since, one process at a time; without anything new it changes nothing. */
export async function upgradeWorkerSchema(runner: QueryRunner): Promise<void> {
  await runner.query(`SELECT pg_advisory_xact_lock(hashtext('${SCHEMA}'))`);
  await migrateWithin(runner);
}

async function migrateWithin(runner: QueryRunner): Promise<void> {
  const before = await versionOf(runner);
  const logger = new Logger(() => () => undefined);
  await runMigrations({ pgPool: poolWithin(runner), logger });
  if ((await versionOf(runner)) === before) return;
  for (const sql of RIGHTS) await runner.query(sql);
}

async function versionOf(runner: QueryRunner): Promise<number | null> {
  const found = (await runner.query(`SELECT max(id) AS version FROM ${SCHEMA}.migrations`)) as [{ version: number | null }];
  return found[0].version;
}

const AS_SAVEPOINT: Readonly<Record<string, string>> = {
  begin: 'SAVEPOINT graphile_worker',
  commit: 'RELEASE SAVEPOINT graphile_worker',
  rollback: 'ROLLBACK TO SAVEPOINT graphile_worker',
};

type Query = string | { readonly text: string; readonly values?: unknown[] };

/** A pool of one client that is our transaction; what its migrations begin and commit become savepoints. */
function poolWithin(runner: QueryRunner): Pool {
  const client = {
    query: async (query: Query, values?: unknown[]) => {
      const text = typeof query === 'string' ? query : query.text;
      const parameters = values ?? (typeof query === 'string' ? undefined : query.values);
      const result = await runner.query(AS_SAVEPOINT[text] ?? text, parameters, true);
      return { rows: result.records as unknown[], rowCount: result.affected ?? null };
    },
    release: () => undefined,
  };
  const heard = () => [() => undefined];
  return { connect: () => Promise.resolve(client), listeners: heard, options: {} } as unknown as Pool;
}
