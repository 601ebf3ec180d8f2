import type { EntityClass, MigrationClass } from '@weft/platform';
import { CreateRuns1795310000000 } from './migrations/1795310000000-create-runs.js';
import { InstallWorkerSchema1795310000001 } from './migrations/1795310000001-install-worker-schema.js';
import { CreatePublishedProject1795330000000 } from './migrations/1795330000000-create-published-project.js';
import { PublishedProjectEntity } from './published-project.entity.js';
import { RunEntity } from './run.entity.js';
import { RunLogEntity } from './run-log.entity.js';
import { RunNodeEntity } from './run-node.entity.js';

export const RUNS_ENTITIES: readonly EntityClass[] = [RunEntity, RunNodeEntity, RunLogEntity, PublishedProjectEntity];
export const RUNS_MIGRATIONS: readonly MigrationClass[] = [
  CreateRuns1795310000000,
  InstallWorkerSchema1795310000001,
  CreatePublishedProject1795330000000,
];
