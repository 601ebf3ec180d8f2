import type { RunEvent } from '../domain/run-event.js';
import { isFinished } from '../domain/run.js';
import type { RunListRepository } from '../store/run-list.repository.js';
import type { RunNews } from './run-news.js';

export interface RunEventStreamOptions<T> {
  /** What is handed out for an event. */
  readonly toItem: (event: RunEvent) => T;
  readonly store: Pick<RunListRepository, 'find' | 'eventsAfter'>;
  readonly news: Pick<RunNews, 'onNews'>;
  /** How long to wait without news before looking anyway: a notification may be lost. */
  readonly pollMs?: number;
  readonly onError?: (error: unknown) => void;
}

const BATCH = 200;

/** The events of a run, those there are and then each as it comes; it ends with the run, or at once when it is returned. */
export class RunEventStream<T> implements AsyncIterableIterator<T> {
  private readonly events: AsyncGenerator<T, void>;
  private closed = false;
  private hasNews = false;
  private wake: (() => void) | null = null;

  constructor(
    private readonly runId: string,
    private readonly options: RunEventStreamOptions<T>,
  ) {
    this.events = this.follow();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, void>> {
    return this.events.next();
  }

  /** Does not wait for the next event, as a generator alone would. */
  async return(): Promise<IteratorResult<T, void>> {
    this.closed = true;
    this.ring();
    return this.events.return();
  }

  private async *follow(): AsyncGenerator<T, void> {
    const ignore = this.options.news.onNews(this.runId, () => this.ring());
    try {
      let last = 0n;
      while (!this.closed) {
        const { events, isOver } = await this.read(last);
        yield* events.map(this.options.toItem);
        last = events.at(-1)?.sequence ?? last;
        if (isOver) return;
        if (events.length < BATCH) await this.waitForNews();
      }
    } finally {
      ignore();
    }
  }

  /** The status is read before the events: a run's last event is there no later than its end. */
  private async read(last: bigint): Promise<{ events: readonly RunEvent[]; isOver: boolean }> {
    try {
      const run = await this.options.store.find(this.runId);
      const events = await this.options.store.eventsAfter(this.runId, last, BATCH);
      return { events, isOver: (!run || isFinished(run.status)) && events.length < BATCH };
    } catch (error) {
      this.options.onError?.(error);
      return { events: [], isOver: false };
    }
  }

  private async waitForNews(): Promise<void> {
    if (!this.hasNews && !this.closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.options.pollMs ?? 2_000);
        this.wake = () => (clearTimeout(timer), resolve());
      });
    }
    this.wake = null;
    this.hasNews = false;
  }

  private ring(): void {
    this.hasNews = true;
    this.wake?.();
  }
}
