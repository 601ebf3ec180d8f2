import { resolve } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import {
  type ColumnInfo,
  type Engine,
  EngineError,
  type EngineSession,
  type ExecuteOptions,
  type ExecuteResult,
  type RelationInfo,
  type RowStream,
  type StatementInspection,
  type StatementInspector,
} from '@weft/engine';
import type { RelationName } from '@weft/kernel';
import { attachFile, type CatalogFile, detachFile } from './catalog-files.js';
import { ConnectionPool } from './connection-pool.js';
import { type CsvTable, loadCsvTable } from './csv-loader.js';
import { toEngineError } from './duckdb.errors.js';
import { DuckdbRowStream } from './duckdb-row-stream.js';
import { type DuckdbSettings, openInstance } from './duckdb-settings.js';
import { inspectStatement, startStatement } from './duckdb-statement.js';
import { listColumns, listRelations } from './relation-listing.js';
import { RunningQuery } from './running-query.js';

export interface DuckdbEngineOptions extends DuckdbSettings {
  readonly catalogs?: readonly CatalogFile[];
  /** How many statements may run at once; 8 unless told. */
  readonly connections?: number;
}

/**
 * DuckDB in this process: one instance, one file a catalog, a connection a statement. Two instances on the same files in one process do
 * not see each other's writes, so that whoever makes one shares it.
 */
export class DuckdbEngine implements Engine, StatementInspector {
  readonly dialect = 'duckdb';
  private readonly running = new Map<string, RunningQuery>();
  private readonly pool: ConnectionPool;
  private closed = false;

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly directory: string,
    connections: number,
  ) {
    this.pool = new ConnectionPool(instance, connections);
  }

  static async open(options: DuckdbEngineOptions): Promise<DuckdbEngine> {
    try {
      const engine = new DuckdbEngine(await openInstance(options), resolve(options.directory), options.connections ?? 8);
      for (const catalog of options.catalogs ?? []) await engine.attachCatalog(catalog.name, catalog.file);
      return engine;
    } catch (error) {
      throw toEngineError(error);
    }
  }

  attachCatalog(name: string, file: string): Promise<void> {
    return this.withConnection((connection) => attachFile(connection, this.directory, { name, file }));
  }

  detachCatalog(name: string): Promise<void> {
    return this.withConnection((connection) => detachFile(connection, name));
  }

  /** Replaces the table by the file's rows at once; says how many there are. */
  loadCsv(table: CsvTable): Promise<number> {
    return this.withConnection((connection) => loadCsvTable(connection, { ...table, file: resolve(table.file) }));
  }

  async execute(session: EngineSession, sql: string, options: ExecuteOptions = {}): Promise<ExecuteResult> {
    const rows = await this.start(session, sql, options);
    return { queryId: rows.queryId, ...(await rows.drain()) };
  }

  stream(session: EngineSession, sql: string, options: ExecuteOptions = {}): Promise<RowStream> {
    return this.start(session, sql, options);
  }

  cancel(queryId: string): Promise<void> {
    this.running.get(queryId)?.cancel();
    return Promise.resolve();
  }

  listRelations(_session: EngineSession, catalog: string, schema?: string): Promise<RelationInfo[]> {
    return this.withConnection((connection) => listRelations(connection, catalog, schema));
  }

  listColumns(_session: EngineSession, relation: RelationName): Promise<ColumnInfo[]> {
    return this.withConnection((connection) => listColumns(connection, relation));
  }

  inspect(sql: string): Promise<StatementInspection> {
    return this.withConnection((connection) => inspectStatement(connection, sql));
  }

  /** Ends what runs and lets go of the files. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const query of this.running.values()) query.cancel();
    this.pool.close();
    await Promise.resolve();
    this.instance.closeSync();
  }

  private async start(session: EngineSession, sql: string, options: ExecuteOptions): Promise<DuckdbRowStream> {
    const connection = await this.acquire();
    const query = new RunningQuery(connection, options);
    this.running.set(query.id, query);
    const end = (isClean: boolean) => this.finish(query, connection, isClean);
    try {
      await query.announce();
      const result = await startStatement(connection, session, sql);
      const owner = { queryId: query.id, sql, assertAlive: () => query.assertAlive(), end };
      return new DuckdbRowStream(result, owner, options.columns);
    } catch (error) {
      end(true);
      throw toEngineError(error, sql, query.id);
    }
  }

  private finish(query: RunningQuery, connection: DuckDBConnection, isClean: boolean): void {
    query.end();
    if (!isClean) connection.interrupt();
    this.running.delete(query.id);
    this.pool.release(connection, isClean);
  }

  private async acquire(): Promise<DuckDBConnection> {
    if (this.closed) throw new EngineError('ENGINE_UNAVAILABLE', 'the embedded engine is closed');
    return this.pool.acquire();
  }

  private async withConnection<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.acquire();
    try {
      return await use(connection);
    } catch (error) {
      throw toEngineError(error);
    } finally {
      this.pool.release(connection, true);
    }
  }
}
