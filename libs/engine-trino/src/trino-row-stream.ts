import type { EngineColumn, EngineRow, RowStream } from '@weft/engine';
import type { TrinoQuery } from './trino-query.js';
import { buildRowReader } from './value-reader.js';

/** The rows of a query, a page of Trino at a time: the next page is asked for when the reader has taken the last row of this one. */
export class TrinoRowStream implements RowStream {
  readonly queryId: string;
  readonly columns: readonly EngineColumn[];

  private constructor(private readonly query: TrinoQuery) {
    this.queryId = query.id;
    this.columns = (query.current.columns ?? []).map(({ name, type }) => ({ name, type: portType(type) }));
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

/** Trino writes decimal(12, 2) in a result and decimal(12,2) in its information_schema; the port writes the latter. */
function portType(type: string): string {
  return type.replaceAll(/decimal\((\d+), (\d+)\)/g, 'decimal($1,$2)');
}
