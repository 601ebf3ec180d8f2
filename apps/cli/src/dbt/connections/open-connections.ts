import { type SqlConnection, type SqlConnections, SqlError } from '@weft/dbt';
import { type ConnectableEngine, type EngineConnection, EngineError } from '@weft/engine';
import type { ConnectionTarget } from './connection-target.js';
import { openDuckdb } from './open-duckdb.js';
import { openTrino, type TrinoManners } from './open-trino.js';

/**
 * Sessions with the engine that a profile's output names, in its own SQL and with the rights of whoever runs the command. Nothing is
 * opened before it is used. `folder` is what relative paths are relative to; `manners` is what the project's flags say of Trino.
 */
export function openConnections(target: ConnectionTarget, folder: string, manners: TrinoManners = {}): SqlConnections {
  return new LazyConnections(() => openEngine(target, folder, manners));
}

async function openEngine(target: ConnectionTarget, folder: string, manners: TrinoManners): Promise<ConnectableEngine> {
  if (target.type === 'duckdb') return openDuckdb(target.credentials, folder);
  if (target.type === 'trino') return openTrino(target, folder, manners);
  throw new SqlError(`There is no engine for profiles of type '${target.type}': 'duckdb' and 'trino' can be run.`);
}

class LazyConnections implements SqlConnections {
  private engine: Promise<ConnectableEngine> | null = null;

  constructor(private readonly start: () => Promise<ConnectableEngine>) {}

  async open(): Promise<SqlConnection> {
    try {
      this.engine ??= this.start();
      return new Session(await (await this.engine).connect());
    } catch (error) {
      this.engine = null;
      throw toSqlError(error);
    }
  }

  async cancel(): Promise<void> {
    await (await this.engine)?.cancelAll();
  }

  async close(): Promise<void> {
    const engine = await this.engine?.catch(() => null);
    this.engine = null;
    await engine?.close();
  }
}

class Session implements SqlConnection {
  constructor(private readonly connection: EngineConnection) {}

  async execute(...[sql, options]: Parameters<SqlConnection['execute']>): ReturnType<SqlConnection['execute']> {
    try {
      return await this.connection.execute(sql, options);
    } catch (error) {
      throw toSqlError(error);
    }
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

function toSqlError(error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  const { line, column, engineCode } = error.details;
  return new SqlError(error.message, {
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(engineCode === undefined ? {} : { engineCode }),
    cancelled: error.code === 'ENGINE_CANCELLED',
  });
}
