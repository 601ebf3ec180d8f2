import type { DataSource, EntityManager } from 'typeorm';
import type { Run } from '../domain/run.js';
import { claimRun, leaseOf, type LeaseTimes, type RunnerIdentity } from '../domain/run-lease.js';
import { LostLeaseError } from './lease.errors.js';
import { RunEntity } from './run.entity.js';
import { toRun } from './run.mapper.js';

const UNIQUE_VIOLATION = '23505';

/** The oldest run that may be taken and that nobody else is taking: the rule of `canClaim` as a query, one run of a project at a time. */
const CLAIMABLE = `
  SELECT id, now() AS now FROM run
  WHERE status IN ('QUEUED', 'RUNNING') AND id <> ALL($3)
    AND (lease_until IS NULL OR lease_until <= now() OR (lease_home = $2 AND lease_owner <> $1))
    AND NOT EXISTS (SELECT 1 FROM run other WHERE other.project = run.project AND other.status = 'RUNNING' AND other.id <> run.id)
  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** What a heartbeat brings back: whether the run is still ours, and whether somebody wants it to end. */
export interface Heartbeat {
  readonly held: boolean;
  readonly cancelRequested: boolean;
}

/** Takes runs, keeps them and gives them back. The database's clock is the only one that leases are measured by. */
export class RunLeaseRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly runner: RunnerIdentity,
    private readonly times: LeaseTimes,
  ) {}

  /** The next run but for those we are at, now ours under a higher fencing token; null when there is nothing to take. */
  async claim(except: readonly string[]): Promise<Run | null> {
    try {
      return await this.dataSource.transaction((manager) => this.claimWithin(manager, except));
    } catch (error) {
      if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return null;
      throw error;
    }
  }

  /** Says that we are alive. */
  async heartbeat(run: Run): Promise<Heartbeat> {
    const [rows] = await this.dataSource.query<[{ cancel_requested_at: Date | null }[], number]>(
      `UPDATE run SET lease_until = now() + $3 * interval '1 millisecond'
       WHERE id = $1 AND fencing_token = $2 AND status = 'RUNNING' RETURNING cancel_requested_at`,
      [run.id, run.fencingToken.toString(), this.times.leaseMs],
    );
    return { held: rows.length === 1, cancelRequested: rows[0]?.cancel_requested_at != null };
  }

  /** Gives a run back unfinished, so that the next runner takes it at once. */
  async release(run: Run): Promise<void> {
    await this.dataSource.query(
      `UPDATE run SET lease_until = now() WHERE id = $1 AND fencing_token = $2 AND status = 'RUNNING'`,
      [run.id, run.fencingToken.toString()],
    );
  }

  /** Does what needs the lease, in one transaction that no takeover can overlap. Throws LostLeaseError without it. */
  async whileHeld<T>(run: Run, write: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const held: unknown[] = await manager.query(
        `SELECT 1 FROM run WHERE id = $1 AND fencing_token = $2 AND status = 'RUNNING' FOR SHARE`,
        [run.id, run.fencingToken.toString()],
      );
      if (held.length === 0) throw new LostLeaseError(run.id);
      return write(manager);
    });
  }

  private async claimWithin(manager: EntityManager, except: readonly string[]): Promise<Run | null> {
    const found: { id: string; now: Date }[] = await manager.query(CLAIMABLE, [this.runner.id, this.runner.home, except]);
    if (!found[0]) return null;
    const row = await manager.findOneByOrFail(RunEntity, { id: found[0].id });
    const claimed = claimRun(toRun(row), this.runner, found[0].now, this.times);
    const { owner, home, until } = claimed.lease ?? leaseOf(this.runner, found[0].now, this.times);
    const { status, startedAt, fencingToken } = claimed;
    await manager.update(
      RunEntity,
      { id: row.id },
      { status, startedAt, fencingToken, leaseOwner: owner, leaseHome: home, leaseUntil: until },
    );
    return claimed;
  }
}
