import type { MigrationInterface, QueryRunner } from 'typeorm';

const LINK = `
  CREATE TABLE access_link (
    id uuid CONSTRAINT access_link_pkey PRIMARY KEY,
    principal text NOT NULL,
    port_name text NOT NULL,
    status text NOT NULL CONSTRAINT access_link_status
      CHECK (status IN ('REQUESTED', 'ACTIVE', 'DENIED', 'EXPIRED', 'REVOKED', 'CANCELLED')),
    status_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT access_link_principal_port UNIQUE (principal, port_name)
  )`;

const REQUEST = `
  CREATE TABLE access_request (
    id uuid CONSTRAINT access_request_pkey PRIMARY KEY,
    link_id uuid NOT NULL CONSTRAINT access_request_link_fkey REFERENCES access_link (id),
    principal text NOT NULL,
    port_name text NOT NULL,
    relation text NOT NULL,
    domain text NOT NULL,
    reason text NOT NULL CONSTRAINT access_request_reason CHECK (btrim(reason) <> ''),
    requested_days integer NOT NULL CONSTRAINT access_request_days CHECK (requested_days BETWEEN 1 AND 365),
    columns text[] CONSTRAINT access_request_columns CHECK (cardinality(columns) > 0),
    idempotency_key text,
    created_at timestamptz NOT NULL,
    decision text NOT NULL CONSTRAINT access_request_decision CHECK (decision IN ('PENDING', 'APPROVED', 'DENIED', 'CANCELLED')),
    decided_by text,
    decided_at timestamptz,
    comment text,
    valid_from timestamptz,
    valid_to timestamptz,
    revoked_at timestamptz,
    revoked_by text,
    revoke_comment text,
    CONSTRAINT access_request_decided CHECK ((decision = 'PENDING') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT access_request_valid CHECK
      ((decision = 'APPROVED') = (valid_from IS NOT NULL AND valid_to IS NOT NULL AND valid_from < valid_to)),
    CONSTRAINT access_request_not_own CHECK (decision NOT IN ('APPROVED', 'DENIED') OR decided_by <> principal),
    CONSTRAINT access_request_revoked CHECK
      (revoked_at IS NULL OR (decision = 'APPROVED' AND revoked_by IS NOT NULL AND revoked_by <> principal))
  )`;

const GRANT = `
  CREATE TABLE access_grant (
    id uuid CONSTRAINT access_grant_pkey PRIMARY KEY,
    request_id uuid NOT NULL CONSTRAINT access_grant_request_fkey REFERENCES access_request (id),
    principal text NOT NULL,
    port_name text NOT NULL,
    relation text NOT NULL,
    columns text[] CONSTRAINT access_grant_columns CHECK (cardinality(columns) > 0),
    valid_from timestamptz NOT NULL,
    valid_to timestamptz NOT NULL CONSTRAINT access_grant_valid CHECK (valid_to >= valid_from),
    recorded_at timestamptz NOT NULL DEFAULT now()
  )`;

const INDEXES = [
  `CREATE UNIQUE INDEX access_request_one_pending ON access_request (link_id) WHERE decision = 'PENDING'`,
  `CREATE UNIQUE INDEX access_request_idempotency ON access_request (principal, idempotency_key) WHERE idempotency_key IS NOT NULL`,
  `CREATE INDEX access_request_link ON access_request (link_id)`,
  `CREATE INDEX access_request_domain ON access_request (domain, id)`,
  `CREATE UNIQUE INDEX access_grant_request ON access_grant (request_id)`,
  `CREATE INDEX access_grant_valid_to ON access_grant (valid_to)`,
];

/** What was decided stays decided, whoever writes: only the revocation may still be filled in, once. */
const KEEP_DECISION = `
  CREATE FUNCTION access_request_keep_decision() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.decision <> 'PENDING' AND
      (OLD.decision, OLD.decided_by, OLD.decided_at, OLD.comment, OLD.valid_from, OLD.valid_to)
      IS DISTINCT FROM (NEW.decision, NEW.decided_by, NEW.decided_at, NEW.comment, NEW.valid_from, NEW.valid_to)
    THEN RAISE EXCEPTION 'A decided access request is never changed'; END IF;
    IF OLD.revoked_at IS NOT NULL AND
      (OLD.revoked_at, OLD.revoked_by, OLD.revoke_comment) IS DISTINCT FROM (NEW.revoked_at, NEW.revoked_by, NEW.revoke_comment)
    THEN RAISE EXCEPTION 'A revocation is never changed'; END IF;
    RETURN NEW;
  END $$`;

/** No grant without an approval of the same right. */
const NEED_APPROVAL = `
  CREATE FUNCTION access_grant_need_approval() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT 1 FROM access_request r
      WHERE r.id = NEW.request_id AND r.decision = 'APPROVED' AND r.principal = NEW.principal AND r.port_name = NEW.port_name
        AND r.relation = NEW.relation AND r.columns IS NOT DISTINCT FROM NEW.columns
        AND r.valid_from = NEW.valid_from AND NEW.valid_to <= r.valid_to)
    THEN RAISE EXCEPTION 'A grant needs the approved request of the same right'; END IF;
    RETURN NEW;
  END $$`;

const SHORTEN_ONLY = `
  CREATE FUNCTION access_grant_shorten_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.valid_to > OLD.valid_to THEN RAISE EXCEPTION 'A grant is never made longer: it takes another request'; END IF;
    RETURN NEW;
  END $$`;

const TRIGGERS = [
  `CREATE TRIGGER access_request_keep_decision BEFORE UPDATE ON access_request
     FOR EACH ROW EXECUTE FUNCTION access_request_keep_decision()`,
  `CREATE TRIGGER access_grant_need_approval BEFORE INSERT ON access_grant
     FOR EACH ROW EXECUTE FUNCTION access_grant_need_approval()`,
  `CREATE TRIGGER access_grant_shorten_only BEFORE UPDATE ON access_grant
     FOR EACH ROW EXECUTE FUNCTION access_grant_shorten_only()`,
];

const DECISION_COLUMNS =
  'decision, decided_by, decided_at, comment, valid_from, valid_to, revoked_at, revoked_by, revoke_comment';

const RIGHTS = [
  `GRANT SELECT, INSERT ON access_link, access_request, access_grant TO weft_app`,
  `GRANT UPDATE (status, status_at) ON access_link TO weft_app`,
  `GRANT UPDATE (${DECISION_COLUMNS}) ON access_request TO weft_app`,
  `GRANT UPDATE (valid_to) ON access_grant TO weft_app`,
];

/**
 * Why: access is a link with append-only requests, and a grant for each approval.
 * Size: empty tables. Locks: none on existing tables. Back: `down` drops them with what they hold.
 */
export class CreateAccess1795300000000 implements MigrationInterface {
  name = 'CreateAccess1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    const functions = [KEEP_DECISION, NEED_APPROVAL, SHORTEN_ONLY];
    for (const sql of [LINK, REQUEST, GRANT, ...INDEXES, ...functions, ...TRIGGERS, ...RIGHTS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_grant, access_request, access_link');
    await runner.query('DROP FUNCTION access_request_keep_decision(), access_grant_need_approval(), access_grant_shorten_only()');
  }
}
