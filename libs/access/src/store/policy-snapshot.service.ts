import type { Clock } from '@weft/kernel';
import { buildPolicy, type Policy } from '@weft/policy';
import type { PolicySource } from './policy-source.port.js';

export interface PolicySnapshotOptions {
  readonly source: PolicySource;
  readonly clock: Clock;
  readonly pollMs?: number;
  /** How old the last look at the store may be before there is no policy. */
  readonly staleMs?: number;
  readonly onError?: (error: unknown) => void;
}

/**
 * The policy of this process: compiled from the store, swapped as a whole, looked after twice a second and at each
 * notification. What has not been compared with the store for five seconds counts for nothing: `current` is null then, and
 * without a policy everything is denied.
 */
export class PolicySnapshotService {
  private policy: Policy | null = null;
  private verifiedAt: number | null = null;
  private work: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private polling = false;

  constructor(private readonly options: PolicySnapshotOptions) {}

  /** The policy to decide by at this moment, or null: then deny. */
  current(): Policy | null {
    const age = this.verifiedAt === null ? Infinity : this.options.clock.now().getTime() - this.verifiedAt;
    return age >= 0 && age <= (this.options.staleMs ?? 5_000) ? this.policy : null;
  }

  async start(): Promise<void> {
    this.timer ??= setInterval(() => void this.poll(), this.options.pollMs ?? 500);
    await this.refresh();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.work;
  }

  /** Reads everything anew, after whatever is being read now; while that fails there is no policy. */
  refresh(): Promise<void> {
    return this.enqueue(() => this.load(), true);
  }

  /** Compares the store's version with ours and reads anew where it differs. */
  async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    await this.enqueue(() => this.compare(), false).finally(() => (this.polling = false));
  }

  private enqueue(task: () => Promise<void>, dropOnFailure: boolean): Promise<void> {
    this.work = this.work.then(task).catch((error: unknown) => {
      if (dropOnFailure) this.verifiedAt = null;
      this.options.onError?.(error);
    });
    return this.work;
  }

  private async compare(): Promise<void> {
    const askedAt = this.options.clock.now().getTime();
    if ((await this.options.source.version()) !== this.policy?.version) return this.load();
    this.verifiedAt = askedAt;
  }

  private async load(): Promise<void> {
    const askedAt = this.options.clock.now().getTime();
    this.policy = buildPolicy(await this.options.source.load());
    this.verifiedAt = askedAt;
  }
}
