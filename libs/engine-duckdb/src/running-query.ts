import type { DuckDBConnection } from '@duckdb/node-api';
import { EngineError, type ExecuteOptions } from '@weft/engine';
import { newId } from '@weft/kernel';

/** A statement that holds a connection; it can be cancelled before, while and after it runs. */
export class RunningQuery {
  readonly id = newId();
  private cancelled = false;
  private readonly onAbort = () => this.cancel();

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly options: ExecuteOptions,
  ) {
    if (options.signal?.aborted) this.cancelled = true;
    options.signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  cancel(): void {
    this.cancelled = true;
    this.connection.interrupt();
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
    this.options.signal?.removeEventListener('abort', this.onAbort);
  }
}
