import type { MigrationInterface, QueryRunner } from 'typeorm';

const RUN = `
  CREATE TABLE run (
    id uuid CONSTRAINT run_pkey PRIMARY KEY,
    project text NOT NULL,
    domain text NOT NULL,
    version_id uuid NOT NULL,
    version_hash text NOT NULL,
    command text NOT NULL CONSTRAINT run_command CHECK (command IN ('RUN', 'TEST', 'BUILD')),
    selected text[] NOT NULL,
    excluded text[] NOT NULL,
    status text NOT NULL CONSTRAINT run_status CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    requested_by text NOT NULL,
    idempotency_key text,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    cancel_requested_at timestamptz,
    message text,
    lease_owner text,
    lease_home text,
    lease_until timestamptz,
    fencing_token bigint NOT NULL,
    CONSTRAINT run_lease CHECK ((status = 'RUNNING') = (lease_owner IS NOT NULL) AND (lease_owner IS NULL) = (lease_until IS NULL)),
    CONSTRAINT run_finished CHECK ((status IN ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL))
  )`;

const NODE = `
  CREATE TABLE run_node (
    run_id uuid NOT NULL CONSTRAINT run_node_run_fkey REFERENCES run (id),
    unique_id text NOT NULL,
    name text NOT NULL,
    resource_type text NOT NULL,
    relation_name text,
    position integer NOT NULL,
    status text NOT NULL CONSTRAINT run_node_status
      CHECK (status IN ('pending', 'running', 'success', 'error', 'skipped', 'pass', 'fail', 'warn')),
    started_at timestamptz,
    finished_at timestamptz,
    execution_time double precision,
    message text,
    detail text,
    rows_affected double precision,
    query_id text,
    CONSTRAINT run_node_pkey PRIMARY KEY (run_id, unique_id)
  )`;

const LOG = `
  CREATE TABLE run_log (
    sequence bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT run_log_pkey PRIMARY KEY,
    run_id uuid NOT NULL CONSTRAINT run_log_run_fkey REFERENCES run (id),
    at timestamptz NOT NULL,
    kind text NOT NULL CONSTRAINT run_log_kind CHECK (kind IN ('STATUS', 'NODE', 'LOG')),
    level text NOT NULL CONSTRAINT run_log_level CHECK (level IN ('info', 'warn', 'error')),
    message text NOT NULL,
    detail text,
    unique_id text,
    status text
  )`;

const INDEXES = [
  `CREATE UNIQUE INDEX run_one_running ON run (project) WHERE status = 'RUNNING'`,
  `CREATE UNIQUE INDEX run_idempotency ON run (requested_by, idempotency_key) WHERE idempotency_key IS NOT NULL`,
  `CREATE INDEX run_open ON run (id) WHERE status IN ('QUEUED', 'RUNNING')`,
  `CREATE INDEX run_project ON run (project, id)`,
  `CREATE INDEX run_log_run ON run_log (run_id, sequence)`,
];

/** Whoever follows a run in any process hears of each event when its transaction is through. */
const NOTIFY = `
  CREATE FUNCTION run_log_notify() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('weft_run_log', NEW.run_id::text);
    RETURN NULL;
  END $$`;

const TRIGGER = `CREATE TRIGGER run_log_notify AFTER INSERT ON run_log FOR EACH ROW EXECUTE FUNCTION run_log_notify()`;

const LEASE_COLUMNS =
  'status, started_at, finished_at, cancel_requested_at, message, lease_owner, lease_home, lease_until, fencing_token';

const RIGHTS = [
  `GRANT SELECT, INSERT ON run, run_node, run_log TO weft_app`,
  `GRANT UPDATE (${LEASE_COLUMNS}) ON run TO weft_app`,
  `GRANT UPDATE ON run_node TO weft_app`,
];

/**
 * Why: a run is durable, is taken by one runner at a time under a lease, and its events are kept.
 * Size: empty tables. Locks: none on existing tables. Back: `down` drops them with what they hold.
 */
export class CreateRuns1795310000000 implements MigrationInterface {
  name = 'CreateRuns1795310000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [RUN, NODE, LOG, ...INDEXES, NOTIFY, TRIGGER, ...RIGHTS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE run_log, run_node, run');
    await runner.query('DROP FUNCTION run_log_notify()');
  }
}
