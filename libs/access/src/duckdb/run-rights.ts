import type { Engine, StatementInspector } from '@weft/engine';
import { type Clock, err, type RelationName, type Result } from '@weft/kernel';
import { CATALOG_IDENTITY, type Decision, type Policy, type PolicyAction, runIdentity } from '@weft/policy';
import { type AuthorizedSelect, authorizeStatement } from './authorize-statement.js';
import { refused, type StatementRefusal } from './statement-refusal.js';

/** What is allowed now; null while nobody knows: then nothing is. */
export type CurrentPolicy = () => Policy | null;

export interface RunRightsOptions {
  readonly domain: string;
  readonly policy: CurrentPolicy;
  readonly engine: Pick<Engine, 'listColumns'>;
  readonly inspector: StatementInspector;
  readonly clock: Clock;
}

/** As whom an engine sees the runs of a domain's projects. */
export function runUser(domain: string): string {
  return runIdentity(domain);
}

/** What a domain's runs may do on DuckDB, which knows no users. */
export class RunRights {
  private readonly principal: string;

  constructor(private readonly options: RunRightsOptions) {
    this.principal = runUser(options.domain);
  }

  /** The way of every governed query, with the rights of the run. */
  async select(sql: string, form: { source: string; asRelation: boolean }): Promise<Result<AuthorizedSelect, StatementRefusal>> {
    const { engine, inspector, clock } = this.options;
    const policy = this.options.policy();
    if (!policy) return err(unknown());
    const columnsOf = (relation: RelationName) => engine.listColumns({ user: CATALOG_IDENTITY }, relation);
    const { principal } = this;
    return authorizeStatement({ ...form, sql, principal, policy, now: clock.now(), session: {}, columnsOf, inspector });
  }

  /** Null when the run may make and replace this relation, of either kind, and its schema. */
  write(relation: RelationName): StatementRefusal | null {
    const policy = this.options.policy();
    if (!policy) return unknown();
    const denial = writesOf(relation)
      .map((action): Decision => policy.decide(this.principal, action, this.options.clock.now()))
      .find(({ allow }) => !allow);
    return denial ? { kind: 'denied', decision: denial, relation } : null;
  }
}

const REPLACING = ['createTable', 'dropTable', 'createView', 'dropView'] as const;

function writesOf(relation: RelationName): PolicyAction[] {
  const { catalog, schema } = relation;
  const replacing = REPLACING.map((operation): PolicyAction => ({ kind: 'relation:write', relation, operation }));
  return [{ kind: 'schema:create', catalog, schema }, ...replacing];
}

function unknown(): StatementRefusal {
  return refused('POLICY_UNKNOWN', 'What is allowed cannot be known now, so nothing is', 'Try again in a moment.');
}
