import { Check, Column, Entity, Index } from 'typeorm';
import { RegisteredEntity } from './registered.entity.js';

/** One relation of another product that a product reads. */
@Entity('input_port')
@Check('input_port_valid', 'valid_to >= valid_from')
@Index('input_port_current', ['name'], { unique: true, where: 'valid_to IS NULL' })
export class InputPortEntity extends RegisteredEntity {
  @Column('text', { name: 'data_product' })
  dataProduct!: string;

  @Column('text')
  relation!: string;

  @Column('text', { name: 'contract_id', nullable: true })
  contractId!: string | null;

  @Column('text', { nullable: true })
  version!: string | null;
}
