import { authorizeStatement, type StatementRefusal } from '@weft/access';
import type { Engine, StatementInspector } from '@weft/engine';
import { type Clock, type Diagnostic, err, ok, relationKey, type RelationName, type Result } from '@weft/kernel';
import { CATALOG_IDENTITY, type Policy, type PolicyAction } from '@weft/policy';
import type { PreparedSelect, SelectOptions, StatementGuard } from '@weft/runner';

export interface DuckdbGuardOptions {
  /** The run's identity. */
  readonly user: string;
  readonly engine: Pick<Engine, 'listColumns'>;
  readonly inspector: StatementInspector;
  readonly policy: () => Policy | null;
  readonly clock: Clock;
}

/** Before DuckDB, which knows no users: what a run reads goes the way of every governed query, and what it writes is decided too. */
export class DuckdbGuard implements StatementGuard {
  constructor(private readonly options: DuckdbGuardOptions) {}

  async select(sql: string, options: SelectOptions): Promise<Result<PreparedSelect, readonly Diagnostic[]>> {
    const { user: principal, engine, inspector, clock } = this.options;
    const policy = this.options.policy();
    if (!policy) return err([POLICY_UNKNOWN]);
    const columnsOf = (relation: RelationName) => engine.listColumns({ user: CATALOG_IDENTITY }, relation);
    const now = clock.now();
    const answer = await authorizeStatement({ ...options, sql, principal, policy, now, session: {}, columnsOf, inspector });
    if (!answer.ok) return err(explain(answer.error, options.source));
    const { sql: prepared, session, columns } = answer.value;
    return ok({ sql: prepared, session, columns });
  }

  write(relation: RelationName): Diagnostic | null {
    const policy = this.options.policy();
    if (!policy) return POLICY_UNKNOWN;
    const { catalog, schema } = relation;
    const wanted: PolicyAction[] = [
      { kind: 'schema:create', catalog, schema },
      ...REPLACING.map((operation) => ({ kind: 'relation:write', relation, operation }) as const),
    ];
    for (const action of wanted) {
      const { allow, reasonCode, reason } = policy.decide(this.options.user, action, this.options.clock.now());
      if (!allow) return denied(reasonCode, `${relationKey(relation)} cannot be written: ${reason}`);
    }
    return null;
  }
}

/** Replacing a relation by one of either kind. */
const REPLACING = ['createTable', 'dropTable', 'createView', 'dropView'] as const;

const POLICY_UNKNOWN = denied('POLICY_UNKNOWN', 'What is allowed cannot be known now, so nothing is', 'Run again in a moment.');

function explain(refusal: StatementRefusal, file: string): readonly Diagnostic[] {
  if (refusal.kind === 'refused') return refusal.diagnostics;
  const { reasonCode, reason, nextStep } = refusal.decision;
  const subject = refusal.relation ? `${relationKey(refusal.relation)}: ` : '';
  return [{ ...denied(reasonCode, `${subject}${reason}`, nextStep ?? undefined), location: { file } }];
}

function denied(code: string, message: string, hint?: string): Diagnostic {
  return { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }) };
}
