import { Check, Column, Entity, Index } from 'typeorm';
import { RegisteredEntity } from './registered.entity.js';

/** A part of the company that owns data. */
@Entity('domain')
@Check('domain_valid', 'valid_to >= valid_from')
@Index('domain_current', ['name'], { unique: true, where: 'valid_to IS NULL' })
export class DomainEntity extends RegisteredEntity {
  @Column('text', { name: 'owner_team' })
  ownerTeam!: string;

  @Column('text', { array: true })
  members!: string[];

  @Column('text', { nullable: true })
  description!: string | null;
}
