import { renderError, type RunResult } from '@weft/runner';
import type { NodeResult } from '../domain/run-progress.port.js';
import type { DataKnowledge } from './data-knowledge.js';
import { StatementFailure } from './statement-failure.errors.js';

type Said = Pick<NodeResult, 'message' | 'detail'>;
type ResultStatus = RunResult['status'];

const STATUSES: Readonly<Record<ResultStatus, NodeResult['status']>> = {
  success: 'success',
  'no-op': 'success',
  pass: 'pass',
  warn: 'warn',
  fail: 'fail',
  skipped: 'skipped',
  error: 'error',
  'partial success': 'error',
  'runtime error': 'error',
};

/** How a node ended, in the run's words: no value of the data is in the message, the owner team finds it in the detail. */
export function describeResult(result: RunResult, knowledge: DataKnowledge): NodeResult {
  const { status, executionTime } = result;
  const rowsAffected = status === 'success' ? rowsOf(result) : null;
  return { status: STATUSES[status], executionTime, rowsAffected, ...say(result, knowledge) };
}

function say(result: RunResult, knowledge: DataKnowledge): Said {
  const { status, node, message, cause } = result;
  if (status === 'skipped')
    return { message: cause === undefined ? 'Skipped' : `Skipped: ${cause} did not end well`, detail: null };
  if (status === 'success' || status === 'no-op') return { message: 'OK', detail: null };
  if (status === 'error') return describeError(result, knowledge);
  if (node.resource_type === 'test') return { message, detail: null };
  return withheld(`${status} in ${node.original_file_path}`, message);
}

function describeError({ error, node, message }: RunResult, knowledge: DataKnowledge): Said {
  const file = node.original_file_path;
  const failure = findFailure(error);
  const text = error === undefined ? message : renderError(error, node, 'trino');
  if (knowledge.mayHoldValues(node.unique_id)) return withheld(`${failure ? headOf(failure, file) : 'Error'} in ${file}`, text);
  return failure ? failure.tell(file) : { message: text, detail: null };
}

/** Of an error that belongs to no node and ends the run. */
export function describeEnd(error: unknown, knowledge: DataKnowledge): Said {
  const failure = findFailure(error);
  const text = renderError(error, null, 'trino');
  if (knowledge.anywhere) return withheld(failure ? headOf(failure, 'the run') : 'Error', text);
  return failure ? failure.tell('the run') : { message: text, detail: null };
}

/** The engine's or the check's code alone. */
function headOf(failure: StatementFailure, file: string): string {
  return /^[A-Z][A-Z_]+/.exec(failure.tell(file).message)?.[0] ?? 'Error';
}

/** The statement that failed, below whatever the template engine made of it. */
function findFailure(error: unknown): StatementFailure | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof StatementFailure) return current;
  }
  return null;
}

export function withheld(head: string, text: string | null): Said {
  return { message: `${head}; its text, which may quote data, is in the run's log for the owner team`, detail: text };
}

function rowsOf({ adapterResponse, node }: RunResult): number | null {
  const rows = adapterResponse['rows_affected'];
  const writes = node.resource_type === 'model' || node.resource_type === 'seed' || node.resource_type === 'snapshot';
  return writes && typeof rows === 'number' && rows >= 0 ? rows : null;
}
