import type { Clock } from '@weft/kernel';

export interface AuditSinkOptions<Entry> {
  /** Writes all of them or none. */
  readonly write: (entries: readonly Entry[]) => Promise<void>;
  readonly clock: Clock;
  /** How many entries may wait at most. */
  readonly capacity?: number;
  readonly flushMs?: number;
  /** How long writing may fail before decisions stop. */
  readonly graceMs?: number;
  readonly onError?: (error: unknown) => void;
}

/**
 * Where decisions go that cannot wait for a write of their own (Trino asks several in a row for each statement): a bounded
 * buffer, written every 100 ms. While it cannot be written, or is full, `isHealthy` is false and nothing may be allowed.
 */
export class AuditSink<Entry> {
  private waiting: Entry[] = [];
  private failingSince: number | null = null;
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> | null = null;

  constructor(private readonly options: AuditSinkOptions<Entry>) {}

  start(): void {
    this.timer ??= setInterval(() => void this.flush(), this.options.flushMs ?? 100);
  }

  /** Takes the entry, or throws when there is no room: the decision that it is about must not be given then. */
  add(entry: Entry): void {
    if (!this.hasRoom()) throw new Error('The audit cannot be written: its buffer is full');
    this.waiting.push(entry);
  }

  isHealthy(): boolean {
    const { clock, graceMs = 5_000 } = this.options;
    const failing = this.failingSince !== null && clock.now().getTime() - this.failingSince > graceMs;
    return this.hasRoom() && !failing;
  }

  /** Writes what waits; entries that could not be written keep waiting, in their order. */
  flush(): Promise<void> {
    this.flushing ??= this.writeWaiting().finally(() => (this.flushing = null));
    return this.flushing;
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    do await this.flush();
    while (this.waiting.length > 0 && this.failingSince === null);
  }

  private hasRoom(): boolean {
    return this.waiting.length < (this.options.capacity ?? 10_000);
  }

  private async writeWaiting(): Promise<void> {
    const batch = this.waiting.slice(0, 1_000);
    if (batch.length === 0) return;
    try {
      await this.options.write(batch);
      this.waiting.splice(0, batch.length);
      this.failingSince = null;
    } catch (error) {
      this.failingSince ??= this.options.clock.now().getTime();
      this.options.onError?.(error);
    }
  }
}
