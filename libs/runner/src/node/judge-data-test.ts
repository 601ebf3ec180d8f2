import type { TableFace } from '@weft/dbt';
import { DbtError } from '@weft/dbt';
import { pluralize } from '../events/ui.js';
import type { TestNode } from '../manifest-types.js';
import type { ResultStatus } from './node-result.js';

export interface Verdict {
  readonly status: ResultStatus;
  readonly message: string | null;
  readonly failures: number;
}

/** The one row that a test's statement answers, and its thresholds -> how the test ended, in dbt's words. */
export function judgeDataTest(node: TestNode, table: TableFace, warnsAreErrors: boolean): Verdict {
  const { failures, shouldWarn, shouldError } = readAnswer(node, table);
  const config = node.config as unknown as { severity: string; warn_if: string; error_if: string };
  const got = `Got ${pluralize(failures, 'result')}, configured to`;
  if (config.severity.toUpperCase() === 'ERROR' && shouldError)
    return { status: 'fail', message: `${got} fail if ${config.error_if}`, failures };
  if (!shouldWarn) return { status: 'pass', message: null, failures: 0 };
  if (warnsAreErrors) return { status: 'fail', message: `${got} fail if ${config.warn_if}`, failures };
  return { status: 'warn', message: `${got} warn if ${config.warn_if}`, failures };
}

function readAnswer(node: TestNode, table: TableFace) {
  const start = `dbt internally failed to execute ${node.unique_id}: Returned`;
  if (table.rowCount !== 1) throw new DbtError('Internal', `${start} ${table.rowCount} rows, but expected 1 row`);
  const columns = table.columnNames.length;
  if (columns !== 3) throw new DbtError('Internal', `${start} ${columns} columns, but expected 3 columns`);
  const row = table.toObjects()[0] ?? {};
  const answer = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    failures: readCount(answer.get('failures')),
    shouldWarn: readFlag(answer.get('should_warn')),
    shouldError: readFlag(answer.get('should_error')),
  };
}

function readCount(value: unknown): number {
  if (value === null || value === undefined)
    throw new DbtError(
      'Internal',
      "None is not of type 'integer'\n\nFailed validating 'type' in schema['properties']['failures']",
    );
  return Number(value);
}

const TRUE = new Set(['y', 'yes', 't', 'true', 'on', '1']);
const FALSE = new Set(['n', 'no', 'f', 'false', 'off', '0']);

function readFlag(value: unknown): boolean {
  if (typeof value !== 'string') return Boolean(value);
  const word = value.toLowerCase();
  if (!TRUE.has(word) && !FALSE.has(word))
    throw new DbtError(
      'Compilation',
      `Macro 'get_test_sql' returns '${value}'.  It is not type 'bool' and cannot not be converted reliably to a bool.`,
    );
  return TRUE.has(word);
}
