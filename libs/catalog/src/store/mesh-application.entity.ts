import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One application of a mesh: who, when, from which folder, and what it changed. Only added. */
@Entity('mesh_application')
@Index('mesh_application_mesh', ['mesh', 'id'])
export class MeshApplicationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'mesh_application_pkey' })
  id!: string;

  @Column('text')
  mesh!: string;

  @Column('text', { nullable: true })
  directory!: string | null;

  @Column('text')
  principal!: string;

  @Column('timestamptz', { name: 'applied_at' })
  appliedAt!: Date;

  @Column('jsonb')
  changes!: readonly object[];
}
