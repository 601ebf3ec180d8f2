import type { Engine, EngineSession, ExecuteOptions, RowStream, StatementInspector } from '@weft/engine';
import type { RelationName } from '@weft/kernel';

/** A real engine that counts what is asked of it: what was sent, how many rows were taken, and how each stream ended. */
export class WatchedEngine implements Engine {
  readonly dialect;
  readonly sent: string[] = [];
  readonly ended: string[] = [];
  rows = 0;

  constructor(private readonly engine: Engine & StatementInspector) {
    this.dialect = engine.dialect;
  }

  get inspector(): StatementInspector {
    return this.engine;
  }

  forget(): void {
    this.sent.length = this.ended.length = this.rows = 0;
  }

  async stream(session: EngineSession, sql: string, options?: ExecuteOptions): Promise<RowStream> {
    this.sent.push(sql);
    try {
      return this.watch(await this.engine.stream(session, sql, options));
    } catch (error) {
      this.ended.push((error as { code: string }).code);
      throw error;
    }
  }

  execute(session: EngineSession, sql: string, options?: ExecuteOptions) {
    return this.engine.execute(session, sql, options);
  }

  cancel(queryId: string): Promise<void> {
    return this.engine.cancel(queryId);
  }

  listRelations(session: EngineSession, catalog: string, schema?: string) {
    return this.engine.listRelations(session, catalog, schema);
  }

  listColumns(session: EngineSession, relation: RelationName) {
    return this.engine.listColumns(session, relation);
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  private watch(stream: RowStream): RowStream {
    const rowsOf = this.count(stream);
    return {
      queryId: stream.queryId,
      columns: stream.columns,
      close: () => stream.close(),
      [Symbol.asyncIterator]: () => rowsOf,
    };
  }

  private async *count(stream: RowStream) {
    let ended = 'LEFT';
    try {
      for await (const row of stream) {
        this.rows += 1;
        yield row;
      }
      ended = 'READ';
    } catch (error) {
      ended = (error as { code: string }).code;
      throw error;
    } finally {
      this.ended.push(ended);
    }
  }
}
