import { NotificationListener } from '@weft/access';
import type { DataSource } from 'typeorm';

/** Tells those who follow a run that something was written about it; one connection serves all of them. */
export class RunNews {
  private readonly heard = new Map<string, Set<() => void>>();
  private readonly listener: NotificationListener;
  private starting: Promise<void> | null = null;

  constructor(dataSource: DataSource) {
    this.listener = new NotificationListener({
      dataSource,
      channels: ['weft_run_log'],
      onNotification: ({ payload }) => this.tell(this.heard.get(payload)),
      onListening: () => [...this.heard.values()].forEach((callbacks) => this.tell(callbacks)),
    });
  }

  /** Listening begins with the first who wants to hear. Call what it returns when there is no more interest. */
  onNews(runId: string, callback: () => void): () => void {
    this.starting ??= this.listener.start();
    const callbacks = this.heard.get(runId) ?? new Set();
    this.heard.set(runId, callbacks.add(callback));
    return () => {
      callbacks.delete(callback);
      if (callbacks.size === 0 && this.heard.get(runId) === callbacks) this.heard.delete(runId);
    };
  }

  async stop(): Promise<void> {
    await this.starting;
    await this.listener.stop();
  }

  private tell(callbacks: ReadonlySet<() => void> | undefined): void {
    callbacks?.forEach((callback) => callback());
  }
}
