import type { EngineColumn, EngineError, EngineSession } from '@weft/engine';
import type { Result } from '@weft/kernel';
import type { Policy } from '@weft/policy';
import type { GovernedStatement, QueryRefusal } from './query-outcome.js';

export interface StatementContext {
  /** Whose statement it is. */
  readonly principal: string;
  readonly policy: Policy;
  readonly now: Date;
}

/** A statement as it may be sent, and what was decided about it. */
export interface AuthorizedStatement {
  readonly sql: string;
  readonly session: EngineSession;
  /** The result's columns, where they are known before it is sent. */
  readonly columns?: readonly EngineColumn[];
  /** The relations it reads, as far as they are known before it is sent. */
  readonly relations: readonly string[];
  /** The grants or rules by which it may. */
  readonly reasonCodes: readonly string[];
}

/** What stands before an engine: one implementation for each of them. */
export interface StatementGate {
  /** Says whether the statement may be sent, or leaves that to an engine that asks the same policy itself. */
  authorize(statement: GovernedStatement, context: StatementContext): Promise<Result<AuthorizedStatement, QueryRefusal>>;
  /** What an engine's refusal means to the person, with reason and next step where the policy knows them. */
  explain(error: EngineError, statement: GovernedStatement, context: StatementContext): Promise<QueryRefusal>;
}
