import type { PageRequest } from '@weft/platform';
import { type DataSource, In, MoreThan } from 'typeorm';
import type { RunEvent } from '../domain/run-event.js';
import type { RunNode } from '../domain/run-node.js';
import type { Run } from '../domain/run.js';
import { RunEntity } from './run.entity.js';
import { RunLogEntity } from './run-log.entity.js';
import { toRun, toRunEvent } from './run.mapper.js';
import { RunNodeEntity } from './run-node.entity.js';

/** Which runs: those of some domains, or all (null). Never more than the viewer may see. */
export interface RunScope {
  readonly domains: readonly string[] | null;
  readonly project: string | null;
}

/** Reads runs, their nodes and their events. */
export class RunListRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async list({ domains, project }: RunScope, { limit, after }: PageRequest): Promise<Run[]> {
    const query = this.dataSource.getRepository(RunEntity).createQueryBuilder('r').orderBy('r.id', 'DESC').take(limit);
    if (after) query.andWhere('r.id < :after', { after: after[0] });
    if (project !== null) query.andWhere('r.project = :project', { project });
    if (domains !== null) query.andWhere('r.domain = ANY(:domains)', { domains: [...domains] });
    return (await query.getMany()).map(toRun);
  }

  async find(id: string): Promise<Run | null> {
    const found = await this.dataSource.getRepository(RunEntity).findOneBy({ id });
    return found && toRun(found);
  }

  /** The nodes of some runs, each run's in the order of its plan. */
  nodesOf(runIds: readonly string[]): Promise<RunNode[]> {
    const where = { runId: In([...runIds]) };
    return this.dataSource.getRepository(RunNodeEntity).find({ where, order: { position: 'ASC', uniqueId: 'ASC' } });
  }

  findNode(runId: string, uniqueId: string): Promise<RunNode | null> {
    return this.dataSource.getRepository(RunNodeEntity).findOneBy({ runId, uniqueId });
  }

  /** A run's events behind one of them (0: from the first), in the order of what happened. */
  async eventsAfter(runId: string, sequence: bigint, limit: number): Promise<RunEvent[]> {
    const where = { runId, sequence: MoreThan(sequence.toString()) };
    const rows = await this.dataSource.getRepository(RunLogEntity).find({ where, order: { sequence: 'ASC' }, take: limit });
    return rows.map(toRunEvent);
  }
}
