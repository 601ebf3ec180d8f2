import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PublishedModel } from '../domain/published-model.js';

/** What a project offers to other projects, as the run that read it last found it. */
@Entity('published_project')
export class PublishedProjectEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'published_project_pkey' })
  project!: string;

  @Column('uuid', { name: 'run_id' })
  runId!: string;

  @Column('jsonb')
  models!: readonly PublishedModel[];

  @Column('timestamptz', { name: 'published_at' })
  publishedAt!: Date;
}
