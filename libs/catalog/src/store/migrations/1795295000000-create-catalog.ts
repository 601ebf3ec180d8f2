import type { MigrationInterface, QueryRunner } from 'typeorm';

const REGISTERED = [
  `CREATE TABLE domain (
    row_id uuid CONSTRAINT domain_pkey PRIMARY KEY,
    id uuid NOT NULL,
    name text NOT NULL,
    domain text NOT NULL,
    mesh text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz CONSTRAINT domain_valid CHECK (valid_to >= valid_from),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    owner_team text NOT NULL,
    members text[] NOT NULL,
    description text
  )`,
  `CREATE UNIQUE INDEX domain_current ON domain (name) WHERE valid_to IS NULL`,
  `CREATE TABLE catalog (
    row_id uuid CONSTRAINT catalog_pkey PRIMARY KEY,
    id uuid NOT NULL,
    name text NOT NULL,
    domain text NOT NULL,
    mesh text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz CONSTRAINT catalog_valid CHECK (valid_to >= valid_from),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    embedded jsonb,
    trino jsonb
  )`,
  `CREATE UNIQUE INDEX catalog_current ON catalog (name) WHERE valid_to IS NULL`,
  `CREATE TABLE data_product (
    row_id uuid CONSTRAINT data_product_pkey PRIMARY KEY,
    id uuid NOT NULL,
    name text NOT NULL,
    domain text NOT NULL,
    mesh text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz CONSTRAINT data_product_valid CHECK (valid_to >= valid_from),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    title text,
    description text,
    version text,
    status text NOT NULL
  )`,
  `CREATE UNIQUE INDEX data_product_current ON data_product (name) WHERE valid_to IS NULL`,
  `CREATE TABLE output_port (
    row_id uuid CONSTRAINT output_port_pkey PRIMARY KEY,
    id uuid NOT NULL,
    name text NOT NULL,
    domain text NOT NULL,
    mesh text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz CONSTRAINT output_port_valid CHECK (valid_to >= valid_from),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    data_product text NOT NULL,
    relation text NOT NULL,
    layer text,
    contract_id text,
    version text,
    description text
  )`,
  `CREATE UNIQUE INDEX output_port_current ON output_port (name) WHERE valid_to IS NULL`,
  `CREATE UNIQUE INDEX output_port_relation ON output_port (relation) WHERE valid_to IS NULL`,
  `CREATE TABLE input_port (
    row_id uuid CONSTRAINT input_port_pkey PRIMARY KEY,
    id uuid NOT NULL,
    name text NOT NULL,
    domain text NOT NULL,
    mesh text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz CONSTRAINT input_port_valid CHECK (valid_to >= valid_from),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    data_product text NOT NULL,
    relation text NOT NULL,
    contract_id text,
    version text
  )`,
  `CREATE UNIQUE INDEX input_port_current ON input_port (name) WHERE valid_to IS NULL`,
  `CREATE TABLE project (
    row_id uuid CONSTRAINT project_pkey PRIMARY KEY,
    id uuid NOT NULL,
    name text NOT NULL,
    domain text NOT NULL,
    mesh text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz CONSTRAINT project_valid CHECK (valid_to >= valid_from),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    path text NOT NULL
  )`,
  `CREATE UNIQUE INDEX project_current ON project (name) WHERE valid_to IS NULL`,
];

const OTHERS = [
  `CREATE TABLE mesh_application (
    id uuid CONSTRAINT mesh_application_pkey PRIMARY KEY,
    mesh text NOT NULL,
    directory text,
    principal text NOT NULL,
    applied_at timestamptz NOT NULL,
    changes jsonb NOT NULL
  )`,
  `CREATE INDEX mesh_application_mesh ON mesh_application (mesh, id)`,
  `CREATE TABLE project_version (
    id uuid CONSTRAINT project_version_pkey PRIMARY KEY,
    project text NOT NULL,
    hash text NOT NULL,
    files jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE UNIQUE INDEX project_version_hash ON project_version (project, hash)`,
  `CREATE TABLE engine_task (
    id uuid CONSTRAINT engine_task_pkey PRIMARY KEY,
    kind text NOT NULL CONSTRAINT engine_task_kind CHECK (kind IN ('catalog:provision')),
    target text NOT NULL,
    payload jsonb NOT NULL,
    status text NOT NULL CONSTRAINT engine_task_status CHECK (status IN ('PENDING', 'DONE', 'FAILED')),
    attempts integer NOT NULL DEFAULT 0,
    message text,
    next_attempt_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    finished_at timestamptz
  )`,
  `CREATE INDEX engine_task_open ON engine_task (next_attempt_at) WHERE status <> 'DONE'`,
];

const RIGHTS = [
  `GRANT SELECT, INSERT ON domain, catalog, data_product, output_port, input_port, project, mesh_application, project_version, engine_task TO weft_app`,
  `GRANT UPDATE (valid_to) ON domain, catalog, data_product, output_port, input_port, project TO weft_app`,
  `GRANT UPDATE (status, attempts, message, next_attempt_at, finished_at) ON engine_task TO weft_app`,
];

/**
 * Why: what a mesh registers, with its history; the versions of its projects; what is to be done in an engine.
 * Size: a row for each form of each noun, a bundle for each version of a project. Locks: none on existing tables. Back: `down` drops them.
 */
export class CreateCatalog1795295000000 implements MigrationInterface {
  name = 'CreateCatalog1795295000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...REGISTERED, ...OTHERS, ...RIGHTS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE engine_task, project_version, mesh_application, project, input_port, output_port, data_product, catalog, domain',
    );
  }
}
