import { EngineError, type ExecuteOptions } from '@weft/engine';
import type { TrinoAnswer, TrinoFailure } from './trino-answer.type.js';
import { toEngineError } from './trino.errors.js';
import type { TrinoTransport } from './trino-transport.js';

export interface QueryHooks {
  readonly onStart: (queryId: string) => void;
  readonly onEnd: (queryId: string) => void;
  /** How Trino's failure is told; without it, by its code and without the position that its text begins with. */
  readonly toError?: (failure: TrinoFailure, queryId: string) => EngineError;
}

/**
 * One statement under way: its answers one after another, each asked for when the former has been read. A failure, an abort or `close`
 * ends it in Trino as well.
 */
export class TrinoQuery {
  private done = false;
  /** A reader that does not come back for the next page must not keep an aborted query running. */
  private readonly onAbort = (): void => void this.close();

  private constructor(
    private readonly transport: TrinoTransport,
    private answer: TrinoAnswer,
    private readonly signal: AbortSignal | undefined,
    private readonly hooks: QueryHooks,
  ) {
    signal?.addEventListener('abort', this.onAbort);
  }

  /**
   * Sends the statement. Trino only begins with it at the next request, which waits for `onQueryId`: no query runs whose id was not taken,
   * and one whose id could not be taken never runs.
   */
  static async start(transport: TrinoTransport, sql: string, options: ExecuteOptions, hooks: QueryHooks): Promise<TrinoQuery> {
    if (options.signal?.aborted) throw cancelled();
    const first = await transport.submit(sql);
    hooks.onStart(first.id);
    const query = new TrinoQuery(transport, first, options.signal, hooks);
    try {
      await options.onQueryId?.(first.id);
      query.assertNotFailed();
    } catch (error) {
      await query.close();
      throw error;
    }
    return query;
  }

  get id(): string {
    return this.answer.id;
  }

  get current(): TrinoAnswer {
    return this.answer;
  }

  /** The next answer, or null after the last. */
  async next(): Promise<TrinoAnswer | null> {
    if (this.answer.nextUri === undefined) {
      this.finish();
      return null;
    }
    try {
      if (this.signal?.aborted) throw cancelled(this.id);
      this.answer = await this.transport.follow(this.answer.nextUri, this.signal);
    } catch (error) {
      await this.close();
      throw error;
    }
    this.assertNotFailed();
    return this.answer;
  }

  /** Cancels what has not ended. Once Trino cannot be reached there is nothing left to cancel. */
  async close(): Promise<void> {
    const { nextUri } = this.answer;
    if (this.done || nextUri === undefined) return this.finish();
    this.finish();
    await this.transport.remove(nextUri).catch((error: unknown) => {
      if (!(error instanceof EngineError)) throw error;
    });
  }

  private assertNotFailed(): void {
    if (!this.answer.error) return;
    this.finish();
    throw (this.hooks.toError ?? toEngineError)(this.answer.error, this.answer.id);
  }

  private finish(): void {
    if (this.done) return;
    this.done = true;
    this.signal?.removeEventListener('abort', this.onAbort);
    this.hooks.onEnd(this.answer.id);
  }
}

function cancelled(queryId?: string): EngineError {
  return new EngineError('ENGINE_CANCELLED', 'The query was cancelled', queryId === undefined ? {} : { queryId });
}
