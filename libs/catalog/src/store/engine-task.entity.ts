import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export type EngineTaskStatus = 'PENDING' | 'DONE' | 'FAILED';

/** Something to be done in an engine outside of the transaction that asked for it: idempotent, retried, shown. */
@Entity('engine_task')
@Check('engine_task_kind', `kind IN ('catalog:provision')`)
@Check('engine_task_status', `status IN ('PENDING', 'DONE', 'FAILED')`)
@Index('engine_task_open', ['nextAttemptAt'], { where: `status <> 'DONE'` })
export class EngineTaskEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'engine_task_pkey' })
  id!: string;

  @Column('text')
  kind!: 'catalog:provision';

  @Column('text')
  target!: string;

  @Column('jsonb')
  payload!: object;

  @Column('text')
  status!: EngineTaskStatus;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('text', { nullable: true })
  message!: string | null;

  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
