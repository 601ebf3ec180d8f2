import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RunCommand, RunStatus } from '../domain/run.js';
import { bigintTransformer } from './bigint.transformer.js';

/** A run with its lease. One run of a project at a time is RUNNING: the database says so. */
@Entity('run')
@Check('run_command', `command IN ('RUN', 'TEST', 'BUILD')`)
@Check('run_status', `status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')`)
@Check('run_lease', `(status = 'RUNNING') = (lease_owner IS NOT NULL) AND (lease_owner IS NULL) = (lease_until IS NULL)`)
@Check('run_finished', `(status IN ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL)`)
@Index('run_one_running', ['project'], { unique: true, where: `status = 'RUNNING'` })
@Index('run_idempotency', ['requestedBy', 'idempotencyKey'], { unique: true, where: 'idempotency_key IS NOT NULL' })
@Index('run_open', ['id'], { where: `status IN ('QUEUED', 'RUNNING')` })
@Index('run_project', ['project', 'id'])
export class RunEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'run_pkey' })
  id!: string;

  @Column('text')
  project!: string;

  @Column('text')
  domain!: string;

  @Column('uuid', { name: 'version_id' })
  versionId!: string;

  @Column('text', { name: 'version_hash' })
  versionHash!: string;

  @Column('text')
  command!: RunCommand;

  @Column('text', { name: 'selected', array: true })
  select!: string[];

  @Column('text', { name: 'excluded', array: true })
  exclude!: string[];

  @Column('text')
  status!: RunStatus;

  @Column('text', { name: 'requested_by' })
  requestedBy!: string;

  @Column('text', { name: 'idempotency_key', nullable: true })
  idempotencyKey!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('timestamptz', { name: 'cancel_requested_at', nullable: true })
  cancelRequestedAt!: Date | null;

  @Column('text', { nullable: true })
  message!: string | null;

  @Column('text', { name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  @Column('text', { name: 'lease_home', nullable: true })
  leaseHome!: string | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;

  @Column('bigint', { name: 'fencing_token', transformer: bigintTransformer })
  fencingToken!: bigint;
}
