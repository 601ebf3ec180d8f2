import { RunRights, type RunRightsOptions, type StatementRefusal } from '@weft/access';
import { type Diagnostic, err, ok, relationKey, type RelationName, type Result } from '@weft/kernel';
import type { PreparedSelect, SelectOptions, StatementGuard } from '@weft/runner';

/** Before DuckDB a run's rights are checked here; what is refused is told at the file it comes from. */
export class DuckdbGuard implements StatementGuard {
  private readonly rights: RunRights;

  constructor(options: RunRightsOptions) {
    this.rights = new RunRights(options);
  }

  async select(sql: string, { source, asRelation }: SelectOptions): Promise<Result<PreparedSelect, readonly Diagnostic[]>> {
    const answer = await this.rights.select(sql, { source, asRelation });
    return answer.ok ? ok(answer.value) : err(explain(answer.error).map((each) => ({ location: { file: source }, ...each })));
  }

  write(relation: RelationName): Diagnostic | null {
    const refusal = this.rights.write(relation);
    return refusal ? (explain(refusal)[0] ?? null) : null;
  }
}

function explain(refusal: StatementRefusal): readonly Diagnostic[] {
  if (refusal.kind === 'refused') return refusal.diagnostics;
  const { reasonCode: code, reason, nextStep } = refusal.decision;
  const subject = refusal.relation ? `${relationKey(refusal.relation)}: ` : '';
  return [{ code, severity: 'error', message: `${subject}${reason}`, ...(nextStep === null ? {} : { hint: nextStep }) }];
}
