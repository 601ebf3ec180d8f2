import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AccessRequestEntity } from './access-request.entity.js';

/** The right that an approval made. A revocation closes it by `valid_to`; nothing else of it ever changes. */
@Entity('access_grant')
@Check('access_grant_columns', `cardinality(columns) > 0`)
@Check('access_grant_valid', `valid_to >= valid_from`)
@Index('access_grant_request', ['requestId'], { unique: true })
@Index('access_grant_valid_to', ['validTo'])
export class AccessGrantEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'access_grant_pkey' })
  id!: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => AccessRequestEntity, { name: 'access_grant_request_fkey' })
  requestId!: string;

  @Column('text')
  principal!: string;

  @Column('text', { name: 'port_name' })
  portName!: string;

  @Column('text')
  relation!: string;

  @Column('text', { array: true, nullable: true })
  columns!: string[] | null;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('timestamptz', { name: 'valid_to' })
  validTo!: Date;

  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' })
  recordedAt!: Date;
}
