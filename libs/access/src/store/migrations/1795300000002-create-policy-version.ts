import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everything that a policy snapshot is built from. */
const FACTS = ['principal', 'team_membership', 'domain', 'catalog', 'output_port', 'input_port', 'access_grant'];

const TABLE = `
  CREATE TABLE policy_version (
    one boolean CONSTRAINT policy_version_pkey PRIMARY KEY DEFAULT true CONSTRAINT policy_version_one CHECK (one),
    version bigint NOT NULL,
    changed_in xid8 NOT NULL
  )`;

/** The version grows once a transaction that changes a fact, and whoever listens hears of it when that is through. */
const BUMP = `
  CREATE FUNCTION policy_version_bump() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  BEGIN
    UPDATE policy_version SET version = version + 1, changed_in = pg_current_xact_id() WHERE changed_in <> pg_current_xact_id();
    PERFORM pg_notify('weft_policy', '');
    RETURN NULL;
  END $$`;

const trigger = (table: string) =>
  `CREATE TRIGGER policy_version_bump AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION policy_version_bump()`;

const FIRST = `INSERT INTO policy_version (version, changed_in) VALUES (1, pg_current_xact_id())`;

/**
 * Why: every process sees within a second that a fact of the policy changed, whoever changed it.
 * Size: one row. Locks: each table of facts for the moment of adding its trigger. Back: `down` takes the triggers away.
 */
export class CreatePolicyVersion1795300000002 implements MigrationInterface {
  name = 'CreatePolicyVersion1795300000002';

  async up(runner: QueryRunner): Promise<void> {
    const rights = 'GRANT SELECT ON policy_version TO weft_app';
    for (const sql of [TABLE, FIRST, BUMP, ...FACTS.map(trigger), rights]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of FACTS) await runner.query(`DROP TRIGGER policy_version_bump ON ${table}`);
    await runner.query('DROP FUNCTION policy_version_bump()');
    await runner.query('DROP TABLE policy_version');
  }
}
