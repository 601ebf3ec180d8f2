import { Check, Column, Entity, Index } from 'typeorm';
import { RegisteredEntity } from './registered.entity.js';

/** Where relations of a domain live, and how each engine reaches them. Secrets are names of environment variables. */
@Entity('catalog')
@Check('catalog_valid', 'valid_to >= valid_from')
@Index('catalog_current', ['name'], { unique: true, where: 'valid_to IS NULL' })
export class CatalogEntity extends RegisteredEntity {
  @Column('jsonb', { nullable: true })
  embedded!: Record<string, unknown> | null;

  @Column('jsonb', { nullable: true })
  trino!: Record<string, unknown> | null;
}
