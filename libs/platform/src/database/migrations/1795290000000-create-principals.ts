import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `GRANT USAGE ON SCHEMA public TO weft_app`,
  `CREATE TABLE principal (
    id uuid CONSTRAINT principal_pkey PRIMARY KEY,
    name text NOT NULL CONSTRAINT principal_name CHECK (name ~ '^[a-z][a-z0-9_]{0,62}$' AND name NOT LIKE 'weft\\_%'),
    kind text NOT NULL CONSTRAINT principal_kind CHECK (kind IN ('person', 'service')),
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL
  )`,
  `CREATE UNIQUE INDEX principal_name_unique ON principal (name)`,
  `CREATE TABLE team_membership (
    id uuid CONSTRAINT team_membership_pkey PRIMARY KEY,
    principal text NOT NULL,
    team text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz CONSTRAINT team_membership_valid CHECK (valid_to >= valid_from),
    recorded_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE UNIQUE INDEX team_membership_current ON team_membership (principal, team) WHERE valid_to IS NULL`,
  `CREATE INDEX team_membership_team ON team_membership (team)`,
  `CREATE TABLE token (
    id uuid CONSTRAINT token_pkey PRIMARY KEY,
    hash text NOT NULL,
    principal text NOT NULL,
    label text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
  )`,
  `CREATE UNIQUE INDEX token_hash ON token (hash)`,
  `CREATE INDEX token_label ON token (label)`,
  `GRANT SELECT, INSERT ON principal, team_membership, token TO weft_app`,
  `GRANT UPDATE (active) ON principal TO weft_app`,
  `GRANT UPDATE (valid_to) ON team_membership TO weft_app`,
  `GRANT UPDATE (revoked_at) ON token TO weft_app`,
];

/**
 * Why: who may act, in which team, from when to when, by which token.
 * Size: a row a person, membership and token. Locks: none on existing tables. Back: `down` drops them with what they hold.
 */
export class CreatePrincipals1795290000000 implements MigrationInterface {
  name = 'CreatePrincipals1795290000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE token, team_membership, principal');
  }
}
