import { newId } from '@weft/kernel';
import { type EntityManager, In } from 'typeorm';
import type { CatalogToProvision } from '../domain/catalog-provisioner.port.js';
import { EngineTaskEntity } from './engine-task.entity.js';

const LEASE_MS = 60_000;
const MAX_BACKOFF_MS = 5 * 60_000;

/** What is to be done in an engine: written with the change that asks for it, taken by one process at a time, done once. */
export class EngineTaskStore {
  constructor(private readonly manager: EntityManager) {}

  async add(catalog: CatalogToProvision, now: Date): Promise<string> {
    const id = newId();
    const task = { kind: 'catalog:provision' as const, target: catalog.name, payload: { ...catalog } };
    const state = {
      status: 'PENDING' as const,
      attempts: 0,
      message: null,
      nextAttemptAt: now,
      createdAt: now,
      finishedAt: null,
    };
    await this.manager.insert(EngineTaskEntity, { id, ...task, ...state });
    return id;
  }

  /** Takes the next task that is due; nobody else takes it for a minute. */
  async take(now: Date): Promise<EngineTaskEntity | null> {
    const [row] = await this.manager
      .query<{ id: string }[]>(
        `UPDATE engine_task SET attempts = attempts + 1, next_attempt_at = $2
       WHERE id = (SELECT id FROM engine_task WHERE status <> 'DONE' AND next_attempt_at <= $1 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
        [now, new Date(now.getTime() + LEASE_MS)],
      )
      .then(([rows]) => rows as unknown as { id: string }[]);
    return row ? this.manager.findOneBy(EngineTaskEntity, { id: row.id }) : null;
  }

  async done(id: string, now: Date): Promise<void> {
    await this.manager.update(EngineTaskEntity, { id }, { status: 'DONE', message: null, finishedAt: now });
  }

  /** It failed: it is tried again after 2, 4, 8 ... seconds, five minutes at most. */
  async failed(task: EngineTaskEntity, message: string, now: Date): Promise<void> {
    const wait = Math.min(1000 * 2 ** task.attempts, MAX_BACKOFF_MS);
    await this.manager.update(
      EngineTaskEntity,
      { id: task.id },
      { status: 'FAILED', message, nextAttemptAt: new Date(now.getTime() + wait) },
    );
  }

  findAll(ids: readonly string[]): Promise<EngineTaskEntity[]> {
    return this.manager.find(EngineTaskEntity, { where: { id: In([...ids]) }, order: { id: 'ASC' } });
  }
}
