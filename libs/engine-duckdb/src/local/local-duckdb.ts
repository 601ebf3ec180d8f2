import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { ConnectableEngine, EngineConnection } from '@weft/engine';
import { LocalConnection } from './local-connection.js';
import { toOwnError } from './own-error.js';

export interface LocalDuckdbOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  /** What DuckDB takes when the database is opened, such as `access_mode`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Statements that run once, before anything else: extensions, secrets, attached databases. Their text is never part of an error. */
  readonly prepare?: readonly string[];
  /** Statements that each connection begins with: settings. */
  readonly begin?: readonly string[];
}

/**
 * A DuckDB database that belongs to whoever runs the command: nothing is locked down, statements are DuckDB's own. The mesh's embedded
 * engine is `DuckdbEngine`.
 */
export class LocalDuckdb implements ConnectableEngine {
  private readonly open = new Set<LocalConnection>();

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly begin: readonly string[],
  ) {}

  static async open(options: LocalDuckdbOptions): Promise<LocalDuckdb> {
    const instance = await DuckDBInstance.create(options.path, options.config).catch(throwOwn);
    const engine = new LocalDuckdb(instance, options.begin ?? []);
    try {
      const connection = await instance.connect();
      await runAll(connection, options.prepare ?? []);
      connection.closeSync();
    } catch (error) {
      instance.closeSync();
      throw toOwnError(error);
    }
    return engine;
  }

  async connect(): Promise<EngineConnection> {
    const connection = await this.instance.connect().catch(throwOwn);
    await runAll(connection, this.begin).catch(throwOwn);
    const local = new LocalConnection(connection, () => this.open.delete(local));
    this.open.add(local);
    return local;
  }

  cancelAll(): Promise<void> {
    for (const connection of this.open) connection.cancel();
    return Promise.resolve();
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    for (const connection of this.open) await connection.close();
    this.instance.closeSync();
  }
}

async function runAll(connection: DuckDBConnection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.run(statement);
}

function throwOwn(error: unknown): never {
  throw toOwnError(error);
}
