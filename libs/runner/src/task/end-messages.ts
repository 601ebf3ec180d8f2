import type { EventLog } from '../events/event-log.js';
import type { RunStats } from '../events/run-events.js';
import { isFailure, type RunResult } from '../node/node-result.js';
import { NodeInfoTracker } from '../node/node-info.js';
import { storesFailures } from './stored-failures.js';

/** dbt's last lines: how it ended, each failure and warning with its details, and the sums. */
export function tellEnd(
  log: EventLog,
  results: readonly RunResult[],
  options: { readonly interrupted?: boolean; readonly storeFailures: boolean },
): void {
  const errors = results.filter(isError);
  const warnings = results.filter(({ status }) => status === 'warn');
  const partial = results.filter(({ status }) => status === 'partial success');
  log.line();
  log.fire('EndOfRunSummary', {
    num_errors: errors.length,
    num_warnings: warnings.length,
    num_partial_success: partial.length,
    keyboard_interrupt: options.interrupted ?? false,
  });
  for (const error of errors) tellResult(log, error, options.storeFailures);
  for (const warning of warnings) tellResult(log, warning, options.storeFailures);
  log.line();
  log.fire('StatsLine', { stats: countResults(results) });
}

function isError({ status, message, node }: RunResult): boolean {
  return isFailure(status) || (status === 'skipped' && Boolean(message) && node.resource_type !== 'exposure');
}

/** One failure or warning with what is known about it. */
export function tellResult(log: EventLog, result: RunResult, storeFailures: boolean, newline = true): void {
  const { status, message, node } = result;
  if (status === 'skipped') {
    if (message === null) return;
    if (newline) log.line('', 'debug');
    return log.fire('RunResultError', { msg: message }, 'debug');
  }
  if (newline) log.line();
  if (status !== 'fail' && status !== 'error' && status !== 'warn') {
    if (message !== null) log.fire('RunResultError', { msg: message });
    return;
  }
  const head = {
    resource_type: node.resource_type,
    node_name: node.name,
    path: node.original_file_path,
    node_info: new NodeInfoTracker(node).info,
  };
  if (status === 'warn') log.fire('RunResultWarning', head);
  else log.fire('RunResultFailure', head);
  tellDetails(log, result, storeFailures);
}

function tellDetails(log: EventLog, { status, message, node }: RunResult, storeFailures: boolean): void {
  if (!message) log.fire('RunResultErrorNoMessage', { status });
  else if (status === 'warn') log.fire('RunResultWarningMessage', { msg: message });
  else log.fire('RunResultError', { msg: message });
  if ('compiled_path' in node && node.compiled_path) {
    log.line();
    log.fire('SQLCompiledPath', { path: node.compiled_path });
  }
  if (node.resource_type === 'test' && storesFailures(node, storeFailures)) {
    log.line();
    log.fire('CheckNodeTestFailure', { relation_name: node.relation_name ?? '' });
  }
}

const COUNTED: Readonly<Record<RunResult['status'], keyof RunStats>> = {
  success: 'pass',
  pass: 'pass',
  warn: 'warn',
  error: 'error',
  fail: 'error',
  'runtime error': 'error',
  'partial success': 'error',
  skipped: 'skip',
  'no-op': 'noop',
};

export function countResults(results: readonly RunResult[]): RunStats {
  const stats = { pass: 0, warn: 0, error: 0, skip: 0, noop: 0, total: results.length };
  for (const { status } of results) stats[COUNTED[status]]++;
  return stats;
}
