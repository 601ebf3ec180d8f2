import type { DataSource, QueryRunner } from 'typeorm';

export interface Notification {
  readonly channel: string;
  readonly payload: string;
}

interface ListeningClient {
  on(event: 'notification', handler: (message: { channel: string; payload?: string }) => void): unknown;
  on(event: 'error' | 'end', handler: () => void): unknown;
}

export interface ListenerOptions {
  readonly dataSource: DataSource;
  readonly channels: readonly string[];
  readonly onNotification: (notification: Notification) => void;
  /** Called each time listening begins: what was notified before, or in between, was not heard. */
  readonly onListening?: () => void;
  readonly retryMs?: number;
}

/** Listens on a connection of its own and comes back when it is lost. Nothing may rest on a notification alone. */
export class NotificationListener {
  private runner: QueryRunner | null = null;
  private stopped = true;
  private retry: NodeJS.Timeout | null = null;

  constructor(private readonly options: ListenerOptions) {}

  async start(): Promise<void> {
    this.stopped = false;
    await this.listen();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    const runner = this.runner;
    this.runner = null;
    if (!runner) return;
    await runner.query('UNLISTEN *').catch(() => undefined);
    await runner.release();
  }

  private async listen(): Promise<void> {
    const runner = this.options.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as ListeningClient;
      client.on('notification', ({ channel, payload }) => this.options.onNotification({ channel, payload: payload ?? '' }));
      for (const lost of ['error', 'end'] as const) client.on(lost, () => this.again(runner));
      for (const channel of this.options.channels) await runner.query(`LISTEN ${channel}`);
      this.runner = runner;
      this.options.onListening?.();
    } catch {
      this.again(runner);
    }
  }

  /** The connection is gone: let go of it and try anew in a while. */
  private again(runner: QueryRunner): void {
    if (this.runner === runner) this.runner = null;
    void runner.release().catch(() => undefined);
    if (this.stopped || this.retry) return;
    this.retry = setTimeout(() => {
      this.retry = null;
      if (!this.stopped) void this.listen();
    }, this.options.retryMs ?? 1_000);
  }
}
