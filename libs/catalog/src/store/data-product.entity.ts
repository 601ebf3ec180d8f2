import { Check, Column, Entity, Index } from 'typeorm';
import { RegisteredEntity } from './registered.entity.js';

/** What a domain offers. */
@Entity('data_product')
@Check('data_product_valid', 'valid_to >= valid_from')
@Index('data_product_current', ['name'], { unique: true, where: 'valid_to IS NULL' })
export class DataProductEntity extends RegisteredEntity {
  @Column('text', { nullable: true })
  title!: string | null;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('text', { nullable: true })
  version!: string | null;

  @Column('text')
  status!: string;
}
