import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** ALLOW and DENY are decisions, CHANGE is something that was altered. */
export type AuditOutcome = 'ALLOW' | 'DENY' | 'CHANGE';

/** Who did or asked what, and what came of it. The app's role can only add and read. */
@Entity('audit_event')
@Check('audit_event_outcome', `outcome IN ('ALLOW', 'DENY', 'CHANGE')`)
@Index('audit_event_principal', ['principal', 'id'])
@Index('audit_event_action', ['action', 'id'])
export class AuditEventEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'audit_event_pkey' })
  id!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  principal!: string;

  @Column('text')
  action!: string;

  /** The relation, port, run or other thing it was about. */
  @Column('text', { nullable: true })
  target!: string | null;

  @Column('text')
  outcome!: AuditOutcome;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode!: string | null;

  @Column('jsonb')
  details!: Record<string, unknown>;
}
