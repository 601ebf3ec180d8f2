import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RunNodeStatus } from '../domain/run-node.js';
import { RunEntity } from './run.entity.js';

/** One model or test of a run, written by the holder of the run's lease. */
@Entity('run_node')
@Check('run_node_status', `status IN ('pending', 'running', 'success', 'error', 'skipped', 'pass', 'fail', 'warn')`)
export class RunNodeEntity {
  @PrimaryColumn('uuid', { name: 'run_id', primaryKeyConstraintName: 'run_node_pkey' })
  @ForeignKey(() => RunEntity, { name: 'run_node_run_fkey' })
  runId!: string;

  @PrimaryColumn('text', { name: 'unique_id', primaryKeyConstraintName: 'run_node_pkey' })
  uniqueId!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'resource_type' })
  resourceType!: string;

  @Column('text', { name: 'relation_name', nullable: true })
  relationName!: string | null;

  @Column('integer')
  position!: number;

  @Column('text')
  status!: RunNodeStatus;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('double precision', { name: 'execution_time', nullable: true })
  executionTime!: number | null;

  /** What dbt would print; the engine's own text, which may hold values, is in `detail`. */
  @Column('text', { nullable: true })
  message!: string | null;

  @Column('text', { nullable: true })
  detail!: string | null;

  @Column('double precision', { name: 'rows_affected', nullable: true })
  rowsAffected!: number | null;

  @Column('text', { name: 'query_id', nullable: true })
  queryId!: string | null;
}
