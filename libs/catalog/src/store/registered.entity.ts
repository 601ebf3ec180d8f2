import { Column, PrimaryColumn } from 'typeorm';

/**
 * One form of a registered noun, true from `valid_from` to `valid_to`. A change closes the row and adds one; `id` stays the
 * noun's own through all its forms, `row_id` is the form's.
 */
export abstract class RegisteredEntity {
  @PrimaryColumn('uuid', { name: 'row_id' })
  rowId!: string;

  @Column('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  domain!: string;

  /** The mesh that registered it: only that one changes or retires it. */
  @Column('text')
  mesh!: string;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('timestamptz', { name: 'valid_to', nullable: true })
  validTo!: Date | null;

  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' })
  recordedAt!: Date;
}
