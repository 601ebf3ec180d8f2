import type { EntityManager } from 'typeorm';
import type { NewRunEvent } from '../domain/run-event.js';
import type { Run, RunStatus } from '../domain/run.js';
import type { RunNode } from '../domain/run-node.js';
import type { PublishedProjectEntity } from './published-project.entity.js';
import { PublishedProjectRepository } from './published-project.repository.js';
import { RunEntity } from './run.entity.js';
import { RunLogEntity } from './run-log.entity.js';
import { RunNodeEntity } from './run-node.entity.js';

export interface RunEnd {
  readonly status: Extract<RunStatus, 'SUCCEEDED' | 'FAILED' | 'CANCELLED'>;
  readonly message: string | null;
  readonly finishedAt: Date;
}

/** What the holder of a run's lease writes. Use it inside `whileHeld` only. */
export class RunProgressRepository {
  constructor(private readonly manager: EntityManager) {}

  nodesOf(runId: string): Promise<RunNode[]> {
    return this.manager.find(RunNodeEntity, { where: { runId }, order: { position: 'ASC' } });
  }

  /** Adds the nodes of a plan that are not there yet; those of a former owner stay as they are. */
  async addNodes(nodes: readonly RunNode[]): Promise<void> {
    if (nodes.length === 0) return;
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(RunNodeEntity)
      .values([...nodes])
      .orIgnore()
      .execute();
  }

  publish(published: PublishedProjectEntity): Promise<void> {
    return new PublishedProjectRepository(this.manager).save(published);
  }

  async saveNode({ runId, uniqueId }: Pick<RunNode, 'runId' | 'uniqueId'>, change: Partial<RunNode>): Promise<void> {
    await this.manager.update(RunNodeEntity, { runId, uniqueId }, change);
  }

  async addEvent(runId: string, event: NewRunEvent): Promise<void> {
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(RunLogEntity)
      .values({ runId, ...event })
      .updateEntity(false)
      .execute();
  }

  /** Ends the run and gives its lease back. */
  async finish(run: Pick<Run, 'id'>, { status, message, finishedAt }: RunEnd): Promise<void> {
    const free = { leaseOwner: null, leaseHome: null, leaseUntil: null };
    await this.manager.update(RunEntity, { id: run.id }, { status, message, finishedAt, ...free });
  }
}
