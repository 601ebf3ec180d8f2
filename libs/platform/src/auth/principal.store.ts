import { isName, newId } from '@weft/kernel';
import type { EntityManager } from 'typeorm';
import { ReservedNameError } from './auth.errors.js';
import { PrincipalEntity } from './principal.entity.js';
import { type Principal, type PrincipalKind, RESERVED_NAME_PREFIX } from './principal.js';
import { TeamMembershipEntity } from './team-membership.entity.js';

/** Principals and their teams, read and written within one transaction or connection. */
export class PrincipalStore {
  constructor(private readonly manager: EntityManager) {}

  /** Adds a principal where it is missing. Throws ReservedNameError for a name that nobody may hold. */
  async ensure(name: string, kind: PrincipalKind, now: Date): Promise<void> {
    if (!isName(name) || name.startsWith(RESERVED_NAME_PREFIX)) throw new ReservedNameError(name);
    const row = { id: newId(), name, kind, active: true, createdAt: now };
    await this.manager.createQueryBuilder().insert().into(PrincipalEntity).values(row).orIgnore().execute();
  }

  /** An active principal with the teams it is in at `now`; null where there is none. */
  async find(name: string, now: Date): Promise<Principal | null> {
    const found = await this.manager.findOneBy(PrincipalEntity, { name, active: true });
    return found && { name, kind: found.kind, teams: await this.teamsOf(name, now) };
  }

  /** Makes the members of a team exactly these from `now` on. Members that are new to Weft are added as persons. */
  async setMembers(team: string, members: readonly string[], now: Date): Promise<void> {
    for (const member of members) await this.ensure(member, 'person', now);
    const current = await this.currentMembers(team);
    const left = current.filter(({ principal }) => !members.includes(principal));
    for (const { id } of left) await this.manager.update(TeamMembershipEntity, { id }, { validTo: now });
    const joined = members.filter((member) => !current.some(({ principal }) => principal === member));
    for (const principal of new Set(joined)) await this.join(principal, team, now);
  }

  /** Adds one member to a team, where it is missing. */
  async addMember(team: string, principal: string, now: Date): Promise<void> {
    const current = await this.currentMembers(team);
    if (!current.some((membership) => membership.principal === principal)) await this.join(principal, team, now);
  }

  /** The members of a team at this moment, by name. */
  async membersOf(team: string): Promise<string[]> {
    return (await this.currentMembers(team)).map(({ principal }) => principal).sort();
  }

  private async join(principal: string, team: string, now: Date): Promise<void> {
    await this.manager.insert(TeamMembershipEntity, {
      id: newId(),
      principal,
      team,
      validFrom: now,
      validTo: null,
      recordedAt: now,
    });
  }

  private currentMembers(team: string): Promise<TeamMembershipEntity[]> {
    return this.manager
      .createQueryBuilder(TeamMembershipEntity, 'm')
      .where('m.team = :team AND m.validTo IS NULL', { team })
      .getMany();
  }

  private async teamsOf(principal: string, now: Date): Promise<string[]> {
    const rows = await this.manager
      .createQueryBuilder(TeamMembershipEntity, 'm')
      .where('m.principal = :principal AND m.validFrom <= :now AND (m.validTo IS NULL OR m.validTo > :now)', { principal, now })
      .orderBy('m.team')
      .getMany();
    return rows.map(({ team }) => team);
  }
}
