import type { EngineColumn, EngineRow, RowStream } from '@weft/engine';
import type { TrinoQuery } from './trino-query.js';
import { buildRowReader } from './value-reader.js';

/** The rows of a query, a page of Trino at a time: the next page is asked for when the reader has taken the last row of this one. */
export class TrinoRowStream implements RowStream {
  readonly queryId: string;
  readonly columns: readonly EngineColumn[];

  private constructor(private readonly query: TrinoQuery) {
    this.queryId = query.id;
    this.columns = (query.current.columns ?? []).map(({ name, type }) => ({ name, type }));
  }

  /** Waits until Trino has named the columns. */
  static async open(query: TrinoQuery): Promise<TrinoRowStream> {
    while (query.current.columns === undefined && (await query.next()) !== null);
    return new TrinoRowStream(query);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<EngineRow> {
    const read = buildRowReader(this.query.current.columns ?? []);
    try {
      do {
        for (const raw of this.query.current.data ?? []) yield read(raw);
      } while ((await this.query.next()) !== null);
    } finally {
      await this.query.close();
    }
  }

  close(): Promise<void> {
    return this.query.close();
  }
}
