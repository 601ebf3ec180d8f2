import type { EntityManager } from 'typeorm';
import type { NewRunEvent } from '../domain/run-event.js';
import type { Run } from '../domain/run.js';
import { RunEntity } from './run.entity.js';
import { toRun } from './run.mapper.js';
import { RunProgressRepository } from './run-progress.repository.js';
import { WAKE_TASK } from './run-waker.js';

/** Adds runs and asks for their end, within one transaction. */
export class RunOrderRepository {
  constructor(private readonly manager: EntityManager) {}

  async findByIdempotencyKey(requestedBy: string, idempotencyKey: string): Promise<Run | null> {
    const found = await this.manager.findOneBy(RunEntity, { requestedBy, idempotencyKey });
    return found && toRun(found);
  }

  /** Adds a waiting run and wakes a runner for it; false when the principal has used its key before. */
  async add({ lease: _none, ...run }: Run, idempotencyKey: string | null): Promise<boolean> {
    const free = { leaseOwner: null, leaseHome: null, leaseUntil: null };
    const lists = { select: [...run.select], exclude: [...run.exclude] };
    const insert = this.manager.createQueryBuilder().insert().into(RunEntity);
    await insert
      .values({ ...run, ...lists, ...free, idempotencyKey })
      .orIgnore()
      .updateEntity(false)
      .execute();
    if (!(await this.manager.existsBy(RunEntity, { id: run.id }))) return false;
    await this.wake(run.id);
    return true;
  }

  /** The run, which nobody else changes until the transaction ends. */
  async lock(id: string): Promise<Run | null> {
    const found = await this.manager.findOne(RunEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    return found && toRun(found);
  }

  /** Changes a run that `lock` holds, and says so in its events, of which its runner hears at once. */
  async change(
    id: string,
    change: Partial<Pick<RunEntity, 'status' | 'finishedAt' | 'cancelRequestedAt' | 'message'>>,
    event: NewRunEvent,
  ) {
    await this.manager.update(RunEntity, { id }, change);
    await new RunProgressRepository(this.manager).addEvent(id, event);
  }

  private async wake(id: string): Promise<void> {
    const sql = `SELECT graphile_worker.add_job($1, json_build_object('run', $2::text), job_key => $2)`;
    await this.manager.query(sql, [WAKE_TASK, id]);
  }
}
