import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RequestDecision } from '../domain/access-request.js';
import { AccessLinkEntity } from './access-link.entity.js';

/** One asking. The database lets the decision be filled in once, and then only the revocation. */
@Entity('access_request')
@Check('access_request_reason', `btrim(reason) <> ''`)
@Check('access_request_days', `requested_days BETWEEN 1 AND 365`)
@Check('access_request_columns', `cardinality(columns) > 0`)
@Check('access_request_decision', `decision IN ('PENDING', 'APPROVED', 'DENIED', 'CANCELLED')`)
@Check('access_request_decided', `(decision = 'PENDING') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)`)
@Check(
  'access_request_valid',
  `(decision = 'APPROVED') = (valid_from IS NOT NULL AND valid_to IS NOT NULL AND valid_from < valid_to)`,
)
@Check('access_request_not_own', `decision NOT IN ('APPROVED', 'DENIED') OR decided_by <> principal`)
@Check(
  'access_request_revoked',
  `revoked_at IS NULL OR (decision = 'APPROVED' AND revoked_by IS NOT NULL AND revoked_by <> principal)`,
)
@Index('access_request_one_pending', ['linkId'], { unique: true, where: `decision = 'PENDING'` })
@Index('access_request_idempotency', ['principal', 'idempotencyKey'], { unique: true, where: 'idempotency_key IS NOT NULL' })
@Index('access_request_link', ['linkId'])
@Index('access_request_domain', ['domain', 'id'])
export class AccessRequestEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'access_request_pkey' })
  id!: string;

  @Column('uuid', { name: 'link_id' })
  @ForeignKey(() => AccessLinkEntity, { name: 'access_request_link_fkey' })
  linkId!: string;

  @Column('text')
  principal!: string;

  @Column('text', { name: 'port_name' })
  portName!: string;

  @Column('text')
  relation!: string;

  @Column('text')
  domain!: string;

  @Column('text')
  reason!: string;

  @Column('integer', { name: 'requested_days' })
  requestedDays!: number;

  @Column('text', { array: true, nullable: true })
  columns!: string[] | null;

  @Column('text', { name: 'idempotency_key', nullable: true })
  idempotencyKey!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('text')
  decision!: RequestDecision;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('text', { nullable: true })
  comment!: string | null;

  @Column('timestamptz', { name: 'valid_from', nullable: true })
  validFrom!: Date | null;

  @Column('timestamptz', { name: 'valid_to', nullable: true })
  validTo!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('text', { name: 'revoked_by', nullable: true })
  revokedBy!: string | null;

  @Column('text', { name: 'revoke_comment', nullable: true })
  revokeComment!: string | null;
}
