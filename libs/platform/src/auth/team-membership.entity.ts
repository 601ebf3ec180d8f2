import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a principal belongs to a team, from when to when. Leaving closes the row, coming back adds one. */
@Entity('team_membership')
@Check('team_membership_valid', 'valid_to >= valid_from')
@Index('team_membership_current', ['principal', 'team'], { unique: true, where: 'valid_to IS NULL' })
@Index('team_membership_team', ['team'])
export class TeamMembershipEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'team_membership_pkey' })
  id!: string;

  @Column('text')
  principal!: string;

  @Column('text')
  team!: string;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('timestamptz', { name: 'valid_to', nullable: true })
  validTo!: Date | null;

  @Column('timestamptz', { name: 'recorded_at', default: () => 'now()' })
  recordedAt!: Date;
}
