import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A bearer token. Only the SHA-256 of its secret is kept. */
@Entity('token')
@Index('token_hash', ['hash'], { unique: true })
@Index('token_label', ['label'])
export class TokenEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'token_pkey' })
  id!: string;

  @Column('text')
  hash!: string;

  @Column('text')
  principal!: string;

  /** What it was issued for, so that all of a kind can be ended together. */
  @Column('text')
  label!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
