import { type SqlAnswer, type SqlConnection, type SqlConnections, SqlError, type SqlOptions, type SqlRoute } from '@weft/dbt';
import { type EngineConnection, EngineError, type EngineSession, type SessionEngine } from '@weft/engine';
import { StatementFailure } from './statement-failure.errors.js';

/** What a run must know of its statements. */
export interface StatementObserver {
  /** Waited for before the query runs. */
  onQuery(node: string, queryId: string): Promise<void>;
  /** Rows were handed to a template. */
  onRows(node: string): void;
}

/** Sessions of the run's identity: statements go out as they are, and Trino asks the policy about each of them. */
export class TrinoConnections implements SqlConnections {
  private readonly abort = new AbortController();

  constructor(
    private readonly engine: SessionEngine,
    private readonly session: EngineSession,
    private readonly observer: StatementObserver,
  ) {}

  async open(name: string): Promise<SqlConnection> {
    return new TrinoRunConnection(await this.engine.connect(this.session, this.abort.signal), name, this.observer);
  }

  cancel(): Promise<void> {
    this.abort.abort();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.cancel();
  }
}

class TrinoRunConnection implements SqlConnection {
  constructor(
    private readonly connection: EngineConnection,
    private readonly name: string,
    private readonly observer: StatementObserver,
  ) {}

  async execute(sql: string, { node = this.name, fetch = false, limit = null, route }: SqlOptions = {}): Promise<SqlAnswer> {
    const onQueryId = (queryId: string) => this.observer.onQuery(node, queryId);
    if (route) assertNoHeaders(route);
    try {
      const answer = await this.connection.execute(sql, { fetch, limit, onQueryId, ...(route && { route }) });
      if (answer.rows.length > 0) this.observer.onRows(node);
      return answer;
    } catch (error) {
      throw error instanceof EngineError ? StatementFailure.ofEngine(error) : error;
    }
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** A mesh's Trino is reached with the service's own credentials: a project may tag its statements, and no more. */
function assertNoHeaders({ headers }: SqlRoute): void {
  const [name] = Object.keys(headers);
  if (name !== undefined) throw new SqlError(`http_headers are not sent in runs of a mesh ('${name}'): use client_tags`);
}
