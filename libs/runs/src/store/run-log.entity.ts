import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { LogLevel, RunEventKind } from '../domain/run-event.js';
import type { RunStatus } from '../domain/run.js';
import type { RunNodeStatus } from '../domain/run-node.js';
import { RunEntity } from './run.entity.js';

/** What happened in a run, in order; only added. A run's writers hold its row, so that sequences appear in order. */
@Entity('run_log')
@Check('run_log_kind', `kind IN ('STATUS', 'NODE', 'LOG')`)
@Check('run_log_level', `level IN ('info', 'warn', 'error')`)
@Index('run_log_run', ['runId', 'sequence'])
export class RunLogEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'run_log_pkey' })
  sequence!: string;

  @Column('uuid', { name: 'run_id' })
  @ForeignKey(() => RunEntity, { name: 'run_log_run_fkey' })
  runId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  kind!: RunEventKind;

  @Column('text')
  level!: LogLevel;

  @Column('text')
  message!: string;

  @Column('text', { nullable: true })
  detail!: string | null;

  @Column('text', { name: 'unique_id', nullable: true })
  uniqueId!: string | null;

  @Column('text', { nullable: true })
  status!: RunStatus | RunNodeStatus | null;
}
