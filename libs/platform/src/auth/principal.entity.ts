import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PrincipalKind } from './principal.js';

/** A person or a service. Names that begin with `weft_` are Weft's own: the database refuses them here. */
@Entity('principal')
@Check('principal_name', `name ~ '^[a-z][a-z0-9_]{0,62}$' AND name NOT LIKE 'weft\\_%'`)
@Check('principal_kind', `kind IN ('person', 'service')`)
@Index('principal_name_unique', ['name'], { unique: true })
export class PrincipalEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'principal_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: PrincipalKind;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
