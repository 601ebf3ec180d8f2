import type { Clock } from '@weft/kernel';
import type { DataSource } from 'typeorm';
import type { CatalogProvisioner, CatalogToProvision } from '../domain/catalog-provisioner.port.js';
import type { EngineTaskEntity } from '../store/engine-task.entity.js';
import { EngineTaskStore } from '../store/engine-task.store.js';

const EVERY_MS = 2_000;

/** Does what is to be done in the engine, at once after a change and again until it is done. */
export class EngineTaskService {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly provisioner: CatalogProvisioner,
    private readonly clock: Clock,
    private readonly report: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.runDue().catch(this.report), EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.running?.catch(this.report);
  }

  /** Does everything that is due; one pass at a time in this process. */
  async runDue(): Promise<void> {
    await this.running?.catch(this.report);
    this.running ??= this.pass().finally(() => (this.running = null));
    await this.running;
  }

  private async pass(): Promise<void> {
    const store = new EngineTaskStore(this.dataSource.manager);
    for (let task = await store.take(this.clock.now()); task; task = await store.take(this.clock.now()))
      await this.run(store, task);
  }

  private async run(store: EngineTaskStore, task: EngineTaskEntity): Promise<void> {
    const outcome = await this.provisioner
      .provision(task.payload as unknown as CatalogToProvision)
      .catch((error: unknown) => ({ ok: false as const, error: error instanceof Error ? error.message : 'the engine failed' }));
    if (outcome.ok) await store.done(task.id, this.clock.now());
    else await store.failed(task, outcome.error, this.clock.now());
  }
}
