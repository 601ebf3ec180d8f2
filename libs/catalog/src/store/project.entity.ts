import { Check, Column, Entity, Index } from 'typeorm';
import { RegisteredEntity } from './registered.entity.js';

/** A dbt project that builds relations of its domain's catalogs. */
@Entity('project')
@Check('project_valid', 'valid_to >= valid_from')
@Index('project_current', ['name'], { unique: true, where: 'valid_to IS NULL' })
export class ProjectEntity extends RegisteredEntity {
  @Column('text')
  path!: string;
}
