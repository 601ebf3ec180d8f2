import type { EntityClass, MigrationClass } from '@weft/platform';
import { AccessGrantEntity } from './access-grant.entity.js';
import { AccessLinkEntity } from './access-link.entity.js';
import { AccessRequestEntity } from './access-request.entity.js';
import { AuditEventEntity } from './audit-event.entity.js';
import { CreateAccess1795300000000 } from './migrations/1795300000000-create-access.js';
import { CreateAuditEvent1795300000001 } from './migrations/1795300000001-create-audit-event.js';
import { CreatePolicyVersion1795300000002 } from './migrations/1795300000002-create-policy-version.js';

export const ACCESS_ENTITIES: readonly EntityClass[] = [
  AccessLinkEntity,
  AccessRequestEntity,
  AccessGrantEntity,
  AuditEventEntity,
];
export const ACCESS_MIGRATIONS: readonly MigrationClass[] = [
  CreateAccess1795300000000,
  CreateAuditEvent1795300000001,
  CreatePolicyVersion1795300000002,
];
