import type { Engine, StatementInspector } from '@weft/engine';
import { type Clock, err, relationKey, type RelationName, type Result } from '@weft/kernel';
import { CATALOG_IDENTITY, type Policy, type PolicyAction, runIdentity } from '@weft/policy';
import type { AssignTarget, KnownColumn } from '@weft/sql';
import { type AuthorizedSelect, authorizeStatement } from './authorize-statement.js';
import { listMetadata } from './list-metadata.js';
import { refused, type StatementRefusal } from './statement-refusal.js';

/** What is allowed now; null while nobody knows: then nothing is. */
export type CurrentPolicy = () => Policy | null;

export interface RunRightsOptions {
  readonly domain: string;
  readonly policy: CurrentPolicy;
  readonly engine: Pick<Engine, 'listColumns' | 'listRelations'>;
  readonly inspector: StatementInspector;
  readonly clock: Clock;
}

/** A hidden column of the relation that a statement changes. */
export const ROW_ID = '$rowid';
const ROW_ID_COLUMN: KnownColumn = { name: ROW_ID, type: 'bigint', hidden: 'rowid' };

export interface SelectForm {
  readonly source: string;
  readonly asRelation: boolean | 'view';
  /** Completes names of fewer than three parts. */
  readonly session?: { readonly catalog?: string; readonly schema?: string };
  /** The columns that the rows are stored in; null for one that is not stored. */
  readonly assign?: readonly (AssignTarget | null)[];
  /** The relation whose rows the statement names by their ids. */
  readonly rowIdsOf?: RelationName;
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
  async select(
    sql: string,
    { rowIdsOf, session = {}, ...form }: SelectForm,
  ): Promise<Result<AuthorizedSelect, StatementRefusal>> {
    const { inspector, clock } = this.options;
    const policy = this.options.policy();
    if (!policy) return err(unknown());
    const columnsOf = async (relation: RelationName): Promise<readonly KnownColumn[]> => {
      const columns = await this.columnsOf(relation);
      return rowIdsOf && relationKey(rowIdsOf) === relationKey(relation) ? [...columns, ROW_ID_COLUMN] : columns;
    };
    const { principal } = this;
    const listing = (relation: RelationName) => listMetadata(relation, this.options.engine, (each) => this.maySee(each));
    return authorizeStatement({ ...form, sql, principal, policy, now: clock.now(), session, columnsOf, inspector, listing });
  }

  private maySee(relation: RelationName): boolean {
    return this.refusalOf({ kind: 'relation:show', relation }, relation) === null;
  }

  /** What the engine knows of a relation; whether the run may know it is asked before. */
  columnsOf(relation: RelationName): Promise<readonly KnownColumn[]> {
    return this.options.engine.listColumns({ user: CATALOG_IDENTITY }, relation);
  }

  /** Null when the run may do this, or why not. */
  refusalOf(action: PolicyAction, relation: RelationName | null): StatementRefusal | null {
    const policy = this.options.policy();
    if (!policy) return unknown();
    const decision = policy.decide(this.principal, action, this.options.clock.now());
    return decision.allow ? null : { kind: 'denied', decision, relation };
  }
}

function unknown(): StatementRefusal {
  return refused('POLICY_UNKNOWN', 'What is allowed cannot be known now, so nothing is', 'Try again in a moment.');
}
