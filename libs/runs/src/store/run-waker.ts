import { NotificationListener } from '@weft/access';
import { Logger as WorkerLogger, type Runner, run as runWorker } from 'graphile-worker';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The task that a started run leaves in the queue. */
export const WAKE_TASK = 'weft_run';

export interface WakeHandlers {
  /** A run waits. Rejecting makes the queue try again later. */
  onRun(): Promise<void>;
  /** Something was written about a run. */
  onNews(runId: string): void;
}

/** Wakes a runner: by the durable queue for new runs, by notifications for news of those under way. */
export class RunWaker {
  private worker: Runner | null = null;
  private listener: NotificationListener | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly onError: (error: unknown) => void = () => undefined,
  ) {}

  async start({ onRun, onNews }: WakeHandlers): Promise<void> {
    this.listener = new NotificationListener({
      dataSource: this.dataSource,
      channels: ['weft_run_log'],
      onNotification: ({ payload }) => onNews(payload),
    });
    await this.listener.start();
    const logger = new WorkerLogger(() => (level, message) => (level === 'error' ? this.onError(new Error(message)) : undefined));
    const queue = { pgPool: this.pool(), concurrency: 1, noHandleSignals: true, pollInterval: 2_000, logger };
    this.worker = await runWorker({ ...queue, parsedCronItems: [], taskList: { [WAKE_TASK]: () => onRun() } });
  }

  async stop(): Promise<void> {
    await this.worker?.stop();
    this.worker = null;
    await this.listener?.stop();
    this.listener = null;
  }

  /** TypeORM's own pool, so that the queue needs no connection settings of its own; a lost connection ends no process. */
  private pool(): Pool {
    const pool = (this.dataSource.driver as unknown as { master: Pool }).master;
    if (pool.listenerCount('connect') === 0) pool.on('connect', (client) => client.on('error', this.onError));
    if (pool.listenerCount('error') === 0) pool.on('error', this.onError);
    return pool;
  }
}
