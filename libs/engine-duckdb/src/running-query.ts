import type { DuckDBConnection } from '@duckdb/node-api';
import { EngineError, type ExecuteOptions } from '@weft/engine';
import { newId } from '@weft/kernel';

/** A statement that holds a connection; it can be cancelled before, while and after it runs. */
export class RunningQuery {
  readonly id = newId();
  private cancelled = false;
  private interrupting: NodeJS.Timeout | null = null;
  private readonly onAbort = () => this.cancel();

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly options: ExecuteOptions,
  ) {
    if (options.signal?.aborted) this.cancelled = true;
    options.signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  /** An interrupt that comes just before a statement begins is lost: it is repeated until the statement has ended. */
  cancel(): void {
    this.cancelled = true;
    this.connection.interrupt();
    this.interrupting ??= setInterval(() => this.connection.interrupt(), 50).unref();
  }

  /** Tells the id, then lets the statement begin, unless it was cancelled by then. */
  async announce(): Promise<void> {
    await this.options.onQueryId?.(this.id);
    this.assertAlive();
  }

  assertAlive(): void {
    if (this.cancelled) throw new EngineError('ENGINE_CANCELLED', 'the query was cancelled', { queryId: this.id });
  }

  end(): void {
    if (this.interrupting) clearInterval(this.interrupting);
    this.options.signal?.removeEventListener('abort', this.onAbort);
  }
}
