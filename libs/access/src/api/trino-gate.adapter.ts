import type { EngineError } from '@weft/engine';
import { err, ok, parseRelationName, relationKey, type RelationName, type Result } from '@weft/kernel';
import type { Decision } from '@weft/policy';
import { analyzeStatement, completeRelation } from '@weft/sql';
import { queryDenied } from '../domain/query-denial.js';
import { type GovernedStatement, queryFailed, type QueryRefusal } from '../domain/query-outcome.js';
import type { AuthorizedStatement, StatementContext, StatementGate } from '../domain/statement-gate.port.js';
import { sessionOf } from './statement-session.js';

/** What Trino says it refused: `Cannot select from columns [a, b] in table or view c.s.t`. */
const REFUSED_COLUMNS = /columns \[([^\]]*)\] in table or view (\S+)/;

interface Question {
  readonly relation: RelationName;
  readonly columns: readonly string[];
}

/**
 * Before Trino: the text goes there as it is, under the user's own name, and Trino asks our policy about everything in it. Here
 * its refusal, which names neither reason nor way out, gets both from the same policy.
 */
export class TrinoGate implements StatementGate {
  authorize(
    statement: GovernedStatement,
    { principal, policy, now }: StatementContext,
  ): Promise<Result<AuthorizedStatement, QueryRefusal>> {
    const decision = policy.decide(principal, { kind: 'query:execute' }, now);
    if (!decision.allow) return Promise.resolve(err(queryDenied(decision, null)));
    const relations = relationsOf(statement).map(({ relation }) => relationKey(relation));
    const session = sessionOf(principal, statement);
    return Promise.resolve(ok({ sql: statement.sql, session, relations, reasonCodes: ['ENGINE_DECIDES'] }));
  }

  /** A relation that is not there and one that is denied look alike to whoever may not see it. */
  explain(error: EngineError, statement: GovernedStatement, context: StatementContext): Promise<QueryRefusal> {
    const denied = error.code === 'ENGINE_ACCESS_DENIED';
    const found = denied || error.code === 'ENGINE_NOT_FOUND' ? findDenial(error, statement, context) : null;
    if (found) return Promise.resolve(queryDenied(found.decision, found.relation));
    if (!denied) return Promise.resolve(queryFailed(error.code, error.message, error.details));
    const { code, message } = error;
    return Promise.resolve({ kind: 'denied', code, message, reason: message, nextStep: null, relation: null });
  }
}

function findDenial(error: EngineError, statement: GovernedStatement, { principal, policy, now }: StatementContext) {
  for (const { relation, columns } of [...refusedByTrino(error), ...relationsOf(statement)]) {
    const decision: Decision = policy.decide(principal, { kind: 'relation:select', relation, columns }, now);
    if (!decision.allow) return { relation, decision };
  }
  return null;
}

function refusedByTrino({ message }: EngineError): Question[] {
  const [, columns, name] = REFUSED_COLUMNS.exec(message) ?? [];
  const relation = parseRelationName(name ?? '');
  return relation.ok ? [{ relation: relation.value, columns: (columns ?? '').split(', ').filter(Boolean) }] : [];
}

/** As far as the text can be read here; what cannot be is Trino's alone. */
function relationsOf({ sql, catalog, schema }: GovernedStatement): Question[] {
  const analysis = analyzeStatement(sql);
  if (!analysis.ok) return [];
  const session = { ...(catalog ? { catalog } : {}), ...(schema ? { schema } : {}) };
  const relations = analysis.value.relations.map((ref) => completeRelation(ref, session)).filter((relation) => relation !== null);
  return relations.map((relation) => ({ relation, columns: [] }));
}
