import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ProjectFile } from '../domain/project-bundle.js';

/** An immutable bundle of a project's files, named by the hash of its content. */
@Entity('project_version')
@Index('project_version_hash', ['project', 'hash'], { unique: true })
export class ProjectVersionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'project_version_pkey' })
  id!: string;

  @Column('text')
  project!: string;

  @Column('text')
  hash!: string;

  @Column('jsonb', { select: false })
  files!: readonly ProjectFile[];

  @Column('text', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
