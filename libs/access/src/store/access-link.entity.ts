import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { AccessStatus } from '../domain/access-status.js';

/** The one line between a consumer and a port. `status` is what the last change left; readers derive it from the requests. */
@Entity('access_link')
@Check('access_link_status', `status IN ('REQUESTED', 'ACTIVE', 'DENIED', 'EXPIRED', 'REVOKED', 'CANCELLED')`)
@Unique('access_link_principal_port', ['principal', 'portName'])
export class AccessLinkEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'access_link_pkey' })
  id!: string;

  @Column('text')
  principal!: string;

  @Column('text', { name: 'port_name' })
  portName!: string;

  @Column('text')
  status!: AccessStatus;

  @Column('timestamptz', { name: 'status_at' })
  statusAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
