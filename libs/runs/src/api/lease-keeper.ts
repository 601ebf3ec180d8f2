import type { LeaseTimes } from '../domain/run-lease.js';
import type { Run } from '../domain/run.js';
import type { RunLeaseRepository } from '../store/run-lease.repository.js';

/** Why an execution is ended from outside. */
export type StopReason = 'LOST' | 'CANCELLED' | 'STOPPING';

/**
 * Keeps the lease of one run by heartbeats and says when to stop: the run is somebody else's, or may be because no heartbeat got
 * through for as long as the lease lasts; or somebody wants it to end.
 */
export class LeaseKeeper {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private provenAt = performance.now();
  private beating = false;
  reason: StopReason | null = null;

  constructor(
    private readonly run: Run,
    private readonly leases: RunLeaseRepository,
    private readonly times: LeaseTimes,
  ) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  start(): void {
    this.timer ??= setInterval(() => void this.beat(), this.times.heartbeatMs);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** One heartbeat; also called when somebody has something to say about the run. */
  async beat(): Promise<void> {
    if (this.beating || this.reason) return;
    this.beating = true;
    try {
      await this.askStore();
    } catch {
      if (performance.now() - this.provenAt > this.times.leaseMs) this.end('LOST');
    } finally {
      this.beating = false;
    }
  }

  end(reason: StopReason): void {
    if (this.reason) return;
    this.reason = reason;
    this.stop();
    this.controller.abort(new Error(reason));
  }

  private async askStore(): Promise<void> {
    const askedAt = performance.now();
    const { held, cancelRequested } = await this.leases.heartbeat(this.run);
    if (!held) return this.end('LOST');
    this.provenAt = askedAt;
    if (cancelRequested) this.end('CANCELLED');
  }
}
