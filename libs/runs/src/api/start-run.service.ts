import type { CatalogProject, CatalogService } from '@weft/catalog';
import { type Clock, err, newId, ok, type Result } from '@weft/kernel';
import type { AuditEvent, AuditWriter } from '@weft/platform';
import type { DataSource } from 'typeorm';
import { mayOperate, type Viewer } from '../domain/run-access.js';
import { checkOrder, isSameOrder, type RunOrder } from '../domain/run-order.js';
import { refuse, type RunRefusal, type StateRefusal } from '../domain/run-refusal.js';
import type { Run } from '../domain/run.js';
import { RunOrderRepository } from '../store/run-order.repository.js';

export interface StartRunUses {
  readonly dataSource: DataSource;
  readonly catalog: Pick<CatalogService, 'findProject' | 'ensureProjectVersion' | 'latestProjectVersion'>;
  readonly audit: AuditWriter;
  readonly clock: Clock;
}

type Answer = Result<Run, RunRefusal>;
type Version = Pick<NonNullable<Awaited<ReturnType<CatalogService['latestProjectVersion']>>>, 'id' | 'hash'>;

const WAITING = {
  status: 'QUEUED',
  startedAt: null,
  finishedAt: null,
  cancelRequestedAt: null,
  message: null,
  lease: null,
  fencingToken: 0n,
} as const;

/** Puts a run in the queue. The run, what wakes its runner and the audit are one transaction. */
export class StartRunService {
  constructor(private readonly use: StartRunUses) {}

  async start(asker: Viewer, order: RunOrder): Promise<Answer> {
    const project = await this.findProject(asker, order.project);
    if (!project.ok) return project;
    const problem = checkOrder(order);
    if (problem) return err(problem);
    const version = await this.versionOf(asker, order);
    if (!version) return err(noVersion(order.project));
    return this.add(asker, order, this.build(asker, order, project.value, version));
  }

  /** Every project is in the catalog's list, so whoever may not run one is told so. */
  private async findProject(asker: Viewer, name: string): Promise<Result<CatalogProject, StateRefusal>> {
    const project = await this.use.catalog.findProject(name);
    if (!project) return err(noProject(name));
    if (mayOperate(asker, project.ownerTeam)) return ok(project);
    const message = `The project ${name} belongs to ${project.ownerTeam}: its members and the team platform run it.`;
    return err(refuse('forbidden', 'RUN_NOT_OWNER', message, `Ask a member of ${project.ownerTeam} to run it.`));
  }

  private async versionOf({ name }: Viewer, { project, files }: RunOrder): Promise<Version | null> {
    if (!files) return this.use.catalog.latestProjectVersion(project);
    return this.use.catalog.ensureProjectVersion(project, files, name, this.use.clock.now());
  }

  private build({ name }: Viewer, order: RunOrder, { domain }: CatalogProject, version: Version): Run {
    const { project, command, select, exclude } = order;
    const what = { project, domain, versionId: version.id, versionHash: version.hash, command, select, exclude };
    return { id: newId(), ...what, requestedBy: name, createdAt: this.use.clock.now(), ...WAITING };
  }

  private add(asker: Viewer, order: RunOrder, run: Run): Promise<Answer> {
    return this.use.dataSource.transaction(async (manager) => {
      const store = new RunOrderRepository(manager);
      if (await store.add(run, order.idempotencyKey)) {
        await this.use.audit.append(manager, startEvent(run));
        return ok(run);
      }
      const earlier = order.idempotencyKey === null ? null : await store.findByIdempotencyKey(asker.name, order.idempotencyKey);
      if (!earlier) throw new Error(`Run ${run.id} was not added, and no other has its key`);
      return isSameOrder(earlier, order) ? ok(earlier) : err(keyReused(earlier));
    });
  }
}

function noProject(name: string): StateRefusal {
  const nextStep = 'Name it under projects in mesh.yml and register it: npx weft apply';
  return refuse('notFound', 'RUN_NO_PROJECT', `There is no project ${name}.`, nextStep);
}

function noVersion(project: string): StateRefusal {
  const nextStep = "Send the project's files with the run, or store them: npx weft apply";
  return refuse('conflict', 'RUN_NO_VERSION', `No version of ${project} is stored yet.`, nextStep);
}

function keyReused({ command, project }: Run): StateRefusal {
  const message = `This key was used for another run: ${command} of ${project}.`;
  return refuse('conflict', 'IDEMPOTENCY_KEY_REUSED', message, 'Use a new key.');
}

function startEvent({ id, project, requestedBy, command, select, exclude, versionHash }: Run): AuditEvent {
  const details = { run: id, command, select, exclude, version: versionHash };
  return { principal: requestedBy, action: 'run:start', target: project, outcome: 'CHANGE', reasonCode: null, details };
}
