import { type Clock, newId } from '@weft/kernel';
import { type LeaseTimes, LEASE_TIMES, type RunnerIdentity } from '../domain/run-lease.js';
import type { Run } from '../domain/run.js';
import { completedNodes, unfinishedQueries } from '../domain/run-node.js';
import type { RunExecutor } from '../domain/run-progress.port.js';
import { HeldRun } from '../store/held-run.js';
import { LostLeaseError } from '../store/lease.errors.js';
import { RunLeaseRepository } from '../store/run-lease.repository.js';
import type { RunWaker } from '../store/run-waker.js';
import { LeaseKeeper } from './lease-keeper.js';
import type { DataSource } from 'typeorm';

export interface RunnerOptions {
  readonly dataSource: DataSource;
  readonly executor: RunExecutor;
  readonly clock: Clock;
  /** Tells of new runs; null: the sweep alone finds them. */
  readonly waker: RunWaker | null;
  /** The data folder that only one process at a time may use: what another process of it left behind is taken at once. */
  readonly home?: string | null;
  readonly concurrency?: number;
  readonly times?: LeaseTimes;
  /** How often to look for runs whose owner is gone. */
  readonly sweepMs?: number;
  readonly onError?: (error: unknown) => void;
}

interface Active {
  readonly keeper: LeaseKeeper;
  readonly done: Promise<void>;
}

/** Takes runs and executes them, several at once; takes over what others left. */
export class RunnerService {
  readonly identity: RunnerIdentity;
  private readonly leases: RunLeaseRepository;
  private readonly times: LeaseTimes;
  private readonly active = new Map<string, Active>();
  private sweep: NodeJS.Timeout | null = null;
  private claiming: Promise<void> | null = null;
  private again = false;

  constructor(private readonly options: RunnerOptions) {
    this.identity = { id: newId(), home: options.home ?? null };
    this.times = options.times ?? LEASE_TIMES;
    this.leases = new RunLeaseRepository(options.dataSource, this.identity, this.times);
  }

  async start(): Promise<void> {
    this.sweep ??= setInterval(() => void this.wake(), this.options.sweepMs ?? 1_000);
    await this.options.waker?.start({ onRun: () => this.wake(), onNews: (runId) => void this.active.get(runId)?.keeper.beat() });
    void this.wake();
  }

  /** Lets go of everything: what is under way stops and can be taken by the next runner at once. */
  async stop(): Promise<void> {
    if (this.sweep) clearInterval(this.sweep);
    this.sweep = null;
    await this.options.waker?.stop();
    await this.claiming;
    for (const { keeper } of this.active.values()) keeper.end('STOPPING');
    await Promise.all([...this.active.values()].map(({ done }) => done));
  }

  /** Takes what can be taken; resolves when there is nothing more to take or no room for it. */
  wake(): Promise<void> {
    this.again = true;
    this.claiming ??= this.claimAll().finally(() => (this.claiming = null));
    return this.claiming;
  }

  private async claimAll(): Promise<void> {
    try {
      while (this.again) {
        this.again = false;
        while (this.sweep && this.active.size < (this.options.concurrency ?? 2)) {
          const run = await this.leases.claim([...this.active.keys()]);
          if (!run) break;
          this.begin(run);
        }
      }
    } catch (error) {
      this.options.onError?.(error);
    }
  }

  private begin(run: Run): void {
    const keeper = new LeaseKeeper(run, this.leases, this.times);
    keeper.start();
    const done = this.execute(run, keeper)
      .catch((error: unknown) => this.options.onError?.(error))
      .finally(() => {
        keeper.stop();
        this.active.delete(run.id);
        void this.wake();
      });
    this.active.set(run.id, { keeper, done });
  }

  private async execute(run: Run, keeper: LeaseKeeper): Promise<void> {
    const held = new HeldRun(run, this.leases, this.options.clock);
    try {
      await held.taken();
      const nodes = await held.nodes();
      for (const queryId of unfinishedQueries(nodes)) await this.options.executor.cancelQuery(run, queryId);
      const execution = { run, completed: completedNodes(nodes), progress: held, signal: keeper.signal };
      const outcome = await this.options.executor.execute(execution);
      if (keeper.reason) await this.letGo(held, keeper);
      else await held.finish(outcome);
    } catch (error) {
      await this.fail(error, held, keeper);
    }
  }

  private async fail(error: unknown, held: HeldRun, keeper: LeaseKeeper): Promise<void> {
    if (error instanceof LostLeaseError) return;
    if (keeper.reason) return this.letGo(held, keeper);
    const id = newId();
    this.options.onError?.(Object.assign(new Error(`Run ${held.run.id} failed (${id})`), { cause: error }));
    await held.finish({ status: 'FAILED', message: `Something went wrong on our side. Quote ${id} when you report it.` });
  }

  private async letGo(held: HeldRun, keeper: LeaseKeeper): Promise<void> {
    if (keeper.reason === 'CANCELLED') await held.finish({ status: 'CANCELLED', message: 'Cancelled' });
    if (keeper.reason === 'STOPPING') await this.leases.release(held.run);
  }
}
