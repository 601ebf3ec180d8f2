import { type DuckDBResult, type DuckDBValue, StatementType } from '@duckdb/node-api';
import type { EngineColumn, EngineRow, RowStream } from '@weft/engine';
import { toEngineError } from './duckdb.errors.js';
import { trinoTypeName } from './type-name.util.js';
import { buildRowReader } from './value-reader.js';

export interface StreamOwner {
  readonly queryId: string;
  readonly sql: string;
  assertAlive(): void;
  /** Gives the connection back; `isClean` when every row was read. */
  end(isClean: boolean): void;
}

/** Rows of a streaming result: the next chunk is computed when the reader asks for it, so that never more than one is held. */
export class DuckdbRowStream implements RowStream {
  readonly queryId: string;
  readonly columns: readonly EngineColumn[];
  private readonly readRow: (row: Parameters<ReturnType<typeof buildRowReader>>[0]) => EngineRow;
  private ended = false;

  constructor(
    private readonly result: DuckDBResult,
    private readonly owner: StreamOwner,
    known?: readonly EngineColumn[],
  ) {
    this.queryId = owner.queryId;
    const types = result.columnTypes();
    this.columns = known ?? result.columnNames().map((name, index) => ({ name, type: nameOf(types[index]) }));
    this.readRow = buildRowReader(types.map((duckdb, index) => ({ duckdb, trino: this.columns[index]?.type ?? '' })));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<EngineRow, void, undefined> {
    try {
      for (let rows = await this.nextChunk(); rows !== null; rows = await this.nextChunk()) yield* rows;
      this.end(true);
    } finally {
      this.end(false);
    }
  }

  /** Reads to the end without keeping a row: for statements that are run for what they do. */
  async drain(): Promise<{ readonly rowCount?: number }> {
    try {
      const counts = this.result.statementType !== StatementType.SELECT && this.columns[0]?.name === 'Count';
      let last: DuckDBValue = null;
      for (let chunk = await this.result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await this.result.fetchChunk()) {
        last = chunk.getRowValues(0)[0] ?? null;
      }
      this.end(true);
      return counts && last !== null ? { rowCount: Number(last) } : {};
    } catch (error) {
      this.end(true);
      throw toEngineError(error, this.owner.sql, this.queryId);
    }
  }

  close(): Promise<void> {
    this.end(false);
    return Promise.resolve();
  }

  private async nextChunk(): Promise<EngineRow[] | null> {
    if (this.ended) return null;
    try {
      this.owner.assertAlive();
      const chunk = await this.result.fetchChunk();
      return chunk && chunk.rowCount > 0 ? chunk.getRows().map(this.readRow) : null;
    } catch (error) {
      throw toEngineError(error, this.owner.sql, this.queryId);
    }
  }

  private end(isClean: boolean): void {
    if (this.ended) return;
    this.ended = true;
    this.owner.end(isClean);
  }
}

function nameOf(type: Parameters<typeof trinoTypeName>[0] | undefined): string {
  return type ? trinoTypeName(type) : 'unknown';
}
