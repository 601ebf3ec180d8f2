import type { EntityClass, MigrationClass } from '@weft/platform';
import { EngineTaskEntity } from './engine-task.entity.js';
import { MeshApplicationEntity } from './mesh-application.entity.js';
import { CreateCatalog1795295000000 } from './migrations/1795295000000-create-catalog.js';
import { ProjectVersionEntity } from './project-version.entity.js';
import { REGISTERED } from './registry.store.js';

export const CATALOG_ENTITIES: readonly EntityClass[] = [
  ...Object.values(REGISTERED),
  MeshApplicationEntity,
  ProjectVersionEntity,
  EngineTaskEntity,
];
export const CATALOG_MIGRATIONS: readonly MigrationClass[] = [CreateCatalog1795295000000];
