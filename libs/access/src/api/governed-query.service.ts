import { createHash } from 'node:crypto';
import { type Engine, EngineError, type RowStream } from '@weft/engine';
import { type Clock, err, ok, type Result } from '@weft/kernel';
import type { AuditEvent, AuditWriter } from '@weft/platform';
import type { Policy } from '@weft/policy';
import type { DataSource } from 'typeorm';
import { type GovernedStatement, queryFailed, type QueryRefusal } from '../domain/query-outcome.js';
import type { AuthorizedStatement, StatementContext, StatementGate } from '../domain/statement-gate.port.js';

export interface GovernedQueryUses {
  readonly engine: Engine;
  readonly gate: StatementGate;
  readonly policy: () => Policy | null;
  readonly audit: AuditWriter;
  readonly dataSource: DataSource;
  readonly clock: Clock;
}

/** A result that may be read, and what an error while it is read means. */
export interface OpenQuery {
  readonly stream: RowStream;
  refusalOf(error: unknown): Promise<QueryRefusal>;
}

export const NO_POLICY = queryFailed(
  'POLICY_UNAVAILABLE',
  'Access cannot be decided at the moment, so nothing is allowed. Try again in a few seconds.',
);

/**
 * The only way to an engine for somebody's own statement. Every decision is in the audit before a row is sent; when the audit
 * cannot be written, nothing is.
 */
export class GovernedQueryService {
  constructor(private readonly use: GovernedQueryUses) {}

  async open(principal: string, statement: GovernedStatement, signal: AbortSignal): Promise<Result<OpenQuery, QueryRefusal>> {
    const policy = this.use.policy();
    if (!policy) return this.refused(principal, statement, NO_POLICY);
    const context = { principal, policy, now: this.use.clock.now() };
    const authorized = await this.use.gate.authorize(statement, context);
    if (!authorized.ok) return this.refused(principal, statement, authorized.error);
    await this.record(principal, statement, allowEvent(authorized.value));
    return this.send(statement, authorized.value, context, signal);
  }

  private async send(
    statement: GovernedStatement,
    authorized: AuthorizedStatement,
    context: StatementContext,
    signal: AbortSignal,
  ) {
    const refusalOf = (error: unknown) => this.explain(error, statement, context);
    try {
      const { session, sql, columns } = authorized;
      const options = { signal, ...(columns ? { columns } : {}) };
      return ok({ stream: await this.use.engine.stream(session, sql, options), refusalOf });
    } catch (error) {
      return err(await refusalOf(error));
    }
  }

  /** Expected failures become refusals; anything else is a fault of ours and says nothing to the outside. */
  private async explain(error: unknown, statement: GovernedStatement, context: StatementContext): Promise<QueryRefusal> {
    if (!(error instanceof EngineError)) throw error;
    const refusal = await this.use.gate.explain(error, statement, context);
    if (refusal.kind === 'denied') await this.refused(context.principal, statement, refusal);
    return refusal;
  }

  private async refused(principal: string, statement: GovernedStatement, refusal: QueryRefusal) {
    const target = refusal.kind === 'denied' ? refusal.relation : null;
    await this.record(principal, statement, { target, outcome: 'DENY', reasonCode: refusal.code, details: {} });
    return err(refusal);
  }

  /** The statement's hash stands for its text, which may hold somebody's data. */
  private async record(
    principal: string,
    { sql }: GovernedStatement,
    event: Omit<AuditEvent, 'principal' | 'action'>,
  ): Promise<void> {
    const sqlHash = createHash('sha256').update(sql).digest('hex');
    const details = { ...event.details, sqlHash, engine: this.use.engine.dialect };
    await this.use.audit.append(this.use.dataSource.manager, { principal, action: 'query:execute', ...event, details });
  }
}

function allowEvent({ relations, reasonCodes }: AuthorizedStatement): Omit<AuditEvent, 'principal' | 'action'> {
  const reasonCode = [...new Set(reasonCodes)].join(',') || null;
  return { target: relations.join(',') || null, outcome: 'ALLOW', reasonCode, details: { relations } };
}
