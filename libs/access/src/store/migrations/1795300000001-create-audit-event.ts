import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE audit_event (
    id uuid CONSTRAINT audit_event_pkey PRIMARY KEY,
    at timestamptz NOT NULL,
    principal text NOT NULL,
    action text NOT NULL,
    target text,
    outcome text NOT NULL CONSTRAINT audit_event_outcome CHECK (outcome IN ('ALLOW', 'DENY', 'CHANGE')),
    reason_code text,
    details jsonb NOT NULL
  )`,
  `CREATE INDEX audit_event_principal ON audit_event (principal, id)`,
  `CREATE INDEX audit_event_action ON audit_event (action, id)`,
  `GRANT SELECT, INSERT ON audit_event TO weft_app`,
];

/**
 * Why: every decision and change is kept; the app's role can add and read, and neither change nor remove.
 * Size: grows with each decision. Locks: none on existing tables. Back: `down` drops it with what it holds.
 */
export class CreateAuditEvent1795300000001 implements MigrationInterface {
  name = 'CreateAuditEvent1795300000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_event');
  }
}
