import { type DuckDBConnection, type DuckDBResult, type DuckDBType, StatementType } from '@duckdb/node-api';
import { EngineError, type EngineConnection, type EngineRow, type SessionAnswer, type SessionOptions } from '@weft/engine';
import { trinoTypeName } from '../type-name.util.js';
import { buildRowReader } from '../value-reader.js';
import { toOwnError } from './own-error.js';

/** One DuckDB connection; a text may hold several statements, the last one's result counts. */
export class LocalConnection implements EngineConnection {
  private cancelled = false;
  private running = 0;
  private closed = false;

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly onClose: () => void,
  ) {}

  async execute(sql: string, { fetch = false, limit = null }: SessionOptions = {}): Promise<SessionAnswer> {
    if (this.cancelled) throw cancelled();
    this.running++;
    try {
      const result = fetch ? await this.connection.stream(sql) : await this.connection.run(sql);
      return await readAnswer(result, fetch, limit ?? Infinity);
    } catch (error) {
      throw this.cancelled ? cancelled() : toOwnError(error);
    } finally {
      this.running--;
    }
  }

  /** What runs ends, and nothing more begins. An interrupt that comes just before a statement begins is lost, hence the repetition. */
  cancel(): void {
    this.cancelled = true;
    if (this.running === 0 || this.closed) return;
    this.connection.interrupt();
    setTimeout(() => this.cancel(), 50).unref();
  }

  close(): Promise<void> {
    if (!this.closed) this.connection.closeSync();
    this.closed = true;
    this.onClose();
    return Promise.resolve();
  }
}

function cancelled(): EngineError {
  return new EngineError('ENGINE_CANCELLED', 'the query was cancelled');
}

async function readAnswer(result: DuckDBResult, fetch: boolean, limit: number): Promise<SessionAnswer> {
  const types = result.columnTypes();
  const columns = result.columnNames().map((name, index) => ({ name, ...namesOf(types[index]) }));
  const writes = result.statementType !== StatementType.SELECT && columns.length === 1 && columns[0]?.name === 'Count';
  const rows = fetch || writes ? await readRows(result, writes ? 1 : limit) : [];
  const rowCount = writes ? Number(rows[0]?.[0] ?? 0) : null;
  return { columns, rows: fetch ? rows : [], rowCount, queryId: null, updateType: null };
}

function namesOf(type: DuckDBType | undefined): { type: string; engineType: string } {
  return type ? { type: trinoTypeName(type), engineType: String(type) } : { type: 'unknown', engineType: 'NULL' };
}

async function readRows(result: DuckDBResult, limit: number): Promise<EngineRow[]> {
  const types = result.columnTypes();
  const read = buildRowReader(types.map((duckdb) => ({ duckdb, trino: trinoTypeName(duckdb) })));
  const rows: EngineRow[] = [];
  while (rows.length < limit) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (const row of chunk.getRows()) if (rows.length < limit) rows.push(read(row));
  }
  return rows;
}
