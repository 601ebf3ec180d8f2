import { Check, Column, Entity, Index } from 'typeorm';
import { RegisteredEntity } from './registered.entity.js';

/** One relation that a product offers. A relation has one port at most. */
@Entity('output_port')
@Check('output_port_valid', 'valid_to >= valid_from')
@Index('output_port_current', ['name'], { unique: true, where: 'valid_to IS NULL' })
@Index('output_port_relation', ['relation'], { unique: true, where: 'valid_to IS NULL' })
export class OutputPortEntity extends RegisteredEntity {
  @Column('text', { name: 'data_product' })
  dataProduct!: string;

  @Column('text')
  relation!: string;

  @Column('text', { nullable: true })
  layer!: string | null;

  @Column('text', { name: 'contract_id', nullable: true })
  contractId!: string | null;

  @Column('text', { nullable: true })
  version!: string | null;

  @Column('text', { nullable: true })
  description!: string | null;
}
