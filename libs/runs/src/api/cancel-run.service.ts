import { type Clock, err, ok, type Result } from '@weft/kernel';
import type { AuditEvent, AuditWriter } from '@weft/platform';
import type { DataSource, EntityManager } from 'typeorm';
import type { Viewer } from '../domain/run-access.js';
import type { NewRunEvent } from '../domain/run-event.js';
import { refuse, type StateRefusal } from '../domain/run-refusal.js';
import { isFinished, type Run } from '../domain/run.js';
import { RunOrderRepository } from '../store/run-order.repository.js';
import type { ListRunsService } from './list-runs.service.js';

export interface CancelRunUses {
  readonly dataSource: DataSource;
  readonly runs: Pick<ListRunsService, 'find'>;
  readonly audit: AuditWriter;
  readonly clock: Clock;
}

type Answer = Result<Run, StateRefusal>;

/** Ends a waiting run at once, and asks the runner of one under way to end it. */
export class CancelRunService {
  constructor(private readonly use: CancelRunUses) {}

  /** Whoever may see a run may cancel it; for others there is none. */
  async cancel(asker: Viewer, id: string): Promise<Answer> {
    if (!(await this.use.runs.find(asker, id))) return err(noRun());
    return this.use.dataSource.transaction((manager) => this.cancelWithin(manager, asker, id));
  }

  private async cancelWithin(manager: EntityManager, asker: Viewer, id: string): Promise<Answer> {
    const store = new RunOrderRepository(manager);
    const run = await store.lock(id);
    if (!run) return err(noRun());
    if (run.status === 'CANCELLED' || (run.status === 'RUNNING' && run.cancelRequestedAt)) return ok(run);
    if (isFinished(run.status)) return err(isOver(run));
    const now = this.use.clock.now();
    const change = run.status === 'QUEUED' ? endOf(now, asker) : { cancelRequestedAt: now };
    await store.change(id, change, eventOf(run, asker, now));
    await this.use.audit.append(manager, auditOf(run, asker));
    return ok({ ...run, ...change });
  }
}

function endOf(now: Date, { name }: Viewer) {
  return { status: 'CANCELLED', cancelRequestedAt: now, finishedAt: now, message: `Cancelled by ${name}` } as const;
}

function eventOf(run: Run, { name }: Viewer, at: Date): NewRunEvent {
  const said = { at, level: 'info', detail: null, uniqueId: null } as const;
  if (run.status === 'QUEUED') return { ...said, kind: 'STATUS', status: 'CANCELLED', message: `Cancelled by ${name}` };
  return { ...said, kind: 'LOG', status: null, message: `${name} asks to cancel` };
}

function auditOf({ id, project, status, requestedBy }: Run, { name }: Viewer): AuditEvent {
  const details = { run: id, status, requestedBy };
  return { principal: name, action: 'run:cancel', target: project, outcome: 'CHANGE', reasonCode: null, details };
}

function noRun(): StateRefusal {
  return refuse('notFound', 'RUN_NOT_FOUND', 'There is no such run.', 'See the runs: npx weft runs');
}

function isOver({ status }: Run): StateRefusal {
  return refuse('conflict', 'RUN_FINISHED', `The run is over already: ${status}.`);
}
