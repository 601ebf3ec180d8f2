import type { Engine, EngineError, StatementInspector } from '@weft/engine';
import { type Diagnostic, err, ok, relationKey, type Result } from '@weft/kernel';
import { CATALOG_IDENTITY } from '@weft/policy';
import { queryDenied } from '../domain/query-denial.js';
import { type GovernedStatement, queryFailed, type QueryFailed, type QueryRefusal } from '../domain/query-outcome.js';
import type { AuthorizedStatement, StatementContext, StatementGate } from '../domain/statement-gate.port.js';
import { authorizeStatement } from '../duckdb/authorize-statement.js';
import { sessionOf } from './statement-session.js';

/** Before DuckDB, which knows no users: every relation and column is decided here, and what is sent is another text. */
export class DuckdbGate implements StatementGate {
  constructor(
    private readonly engine: Pick<Engine, 'listColumns'>,
    private readonly inspector: StatementInspector,
  ) {}

  async authorize(statement: GovernedStatement, context: StatementContext): Promise<Result<AuthorizedStatement, QueryRefusal>> {
    const { user: _user, ...session } = sessionOf(context.principal, statement);
    const answer = await authorizeStatement({
      ...context,
      sql: statement.sql,
      session,
      columnsOf: (relation) => this.engine.listColumns({ user: CATALOG_IDENTITY }, relation),
      inspector: this.inspector,
    });
    if (answer.ok) {
      const { sql, session: within, columns, relations, decisions } = answer.value;
      const reasonCodes = decisions.map(({ reasonCode }) => reasonCode);
      return ok({
        sql,
        session: within,
        columns,
        relations: relations.map(({ relation }) => relationKey(relation)),
        reasonCodes,
      });
    }
    const { error } = answer;
    return err(error.kind === 'denied' ? queryDenied(error.decision, error.relation) : refusedStatement(error.diagnostics));
  }

  /** DuckDB's place is one in the text that was sent, which nobody wrote: it is left out. */
  explain(error: EngineError): Promise<QueryRefusal> {
    return Promise.resolve(queryFailed(error.code, error.message));
  }
}

/** The first diagnostic with its place in the person's own text. */
function refusedStatement(diagnostics: readonly Diagnostic[]): QueryFailed {
  const [first] = diagnostics;
  if (!first) return queryFailed('SQL_NOT_SUPPORTED', 'The statement cannot be run.');
  const { line, column } = first.location ?? {};
  const message = first.hint ? `${first.message}. ${first.hint}` : first.message;
  return queryFailed(first.code, message, { ...(line ? { line } : {}), ...(column ? { column } : {}) });
}
