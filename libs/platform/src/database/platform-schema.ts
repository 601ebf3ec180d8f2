import { PrincipalEntity } from '../auth/principal.entity.js';
import { TeamMembershipEntity } from '../auth/team-membership.entity.js';
import { TokenEntity } from '../auth/token.entity.js';
import type { EntityClass, MigrationClass } from './data-source.js';
import { CreatePrincipals1795290000000 } from './migrations/1795290000000-create-principals.js';

export const PLATFORM_ENTITIES: readonly EntityClass[] = [PrincipalEntity, TeamMembershipEntity, TokenEntity];
export const PLATFORM_MIGRATIONS: readonly MigrationClass[] = [CreatePrincipals1795290000000];
