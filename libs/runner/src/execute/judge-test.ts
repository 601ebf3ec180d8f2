import { EngineError, type EngineRow, type EngineValue } from '@weft/engine';
import type { PlannedTest } from '../plan/run-plan.js';
import type { NodeOutcome } from './node-result.js';

/** The one row of a test's answer -> how it ended, in dbt's words. */
export function judgeTest(test: PlannedTest, rows: readonly EngineRow[]): Omit<NodeOutcome, 'compiledSql'> {
  const [row] = rows;
  if (rows.length !== 1 || row?.length !== 3)
    throw new EngineError('ENGINE_INVALID_VALUE', 'a test must give one row: failures, should_warn, should_error');
  const failures = toCount(row[0] ?? null);
  const { status, threshold } = judge(test, toFlag(row[1]), toFlag(row[2]));
  const message = status === 'pass' ? 'PASS' : `Got ${countResults(failures)}, configured to ${status} if ${threshold}`;
  return { status, message, failures, detail: null, rowsAffected: null };
}

function judge({ severity, warnIf, errorIf }: PlannedTest, shouldWarn: boolean, shouldError: boolean) {
  if (severity === 'error' && shouldError) return { status: 'fail', threshold: errorIf } as const;
  if (shouldWarn) return { status: 'warn', threshold: warnIf } as const;
  return { status: 'pass', threshold: '' } as const;
}

/** No row at all makes an aggregate null: dbt counts that as no failure. */
function toCount(value: EngineValue): number {
  return value === null ? 0 : Number(value);
}

function toFlag(value: EngineValue | undefined): boolean {
  return value === true;
}

function countResults(count: number): string {
  return `${count} result${count === 1 ? '' : 's'}`;
}
