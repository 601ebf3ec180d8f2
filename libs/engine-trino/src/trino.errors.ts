import { EngineError, type EngineErrorCode } from '@weft/engine';
import type { TrinoFailure } from './trino-answer.type.js';

const CODES: Readonly<Record<string, EngineErrorCode>> = {
  SYNTAX_ERROR: 'ENGINE_SYNTAX',
  CATALOG_NOT_FOUND: 'ENGINE_NOT_FOUND',
  SCHEMA_NOT_FOUND: 'ENGINE_NOT_FOUND',
  TABLE_NOT_FOUND: 'ENGINE_NOT_FOUND',
  COLUMN_NOT_FOUND: 'ENGINE_NOT_FOUND',
  FUNCTION_NOT_FOUND: 'ENGINE_NOT_FOUND',
  PROCEDURE_NOT_FOUND: 'ENGINE_NOT_FOUND',
  TABLE_FUNCTION_NOT_FOUND: 'ENGINE_NOT_FOUND',
  MATERIALIZED_VIEW_NOT_FOUND: 'ENGINE_NOT_FOUND',
  TYPE_NOT_FOUND: 'ENGINE_NOT_FOUND',
  NOT_FOUND: 'ENGINE_NOT_FOUND',
  MISSING_CATALOG_NAME: 'ENGINE_NOT_FOUND',
  MISSING_SCHEMA_NAME: 'ENGINE_NOT_FOUND',
  CATALOG_ALREADY_EXISTS: 'ENGINE_ALREADY_EXISTS',
  SCHEMA_ALREADY_EXISTS: 'ENGINE_ALREADY_EXISTS',
  TABLE_ALREADY_EXISTS: 'ENGINE_ALREADY_EXISTS',
  COLUMN_ALREADY_EXISTS: 'ENGINE_ALREADY_EXISTS',
  FUNCTION_ALREADY_EXISTS: 'ENGINE_ALREADY_EXISTS',
  ALREADY_EXISTS: 'ENGINE_ALREADY_EXISTS',
  TYPE_MISMATCH: 'ENGINE_TYPE_MISMATCH',
  INVALID_CAST_ARGUMENT: 'ENGINE_INVALID_VALUE',
  INVALID_FUNCTION_ARGUMENT: 'ENGINE_INVALID_VALUE',
  INVALID_ARGUMENTS: 'ENGINE_INVALID_VALUE',
  INVALID_LITERAL: 'ENGINE_INVALID_VALUE',
  CONSTRAINT_VIOLATION: 'ENGINE_INVALID_VALUE',
  DIVISION_BY_ZERO: 'ENGINE_DIVISION_BY_ZERO',
  NUMERIC_VALUE_OUT_OF_RANGE: 'ENGINE_OUT_OF_RANGE',
  NOT_SUPPORTED: 'ENGINE_NOT_SUPPORTED',
  PERMISSION_DENIED: 'ENGINE_ACCESS_DENIED',
  USER_CANCELED: 'ENGINE_CANCELLED',
  ADMINISTRATIVELY_KILLED: 'ENGINE_CANCELLED',
  ADMINISTRATIVELY_PREEMPTED: 'ENGINE_CANCELLED',
  TRANSACTION_CONFLICT: 'ENGINE_CONFLICT',
  ICEBERG_COMMIT_ERROR: 'ENGINE_CONFLICT',
  SERVER_SHUTTING_DOWN: 'ENGINE_UNAVAILABLE',
  SERVER_STARTING_UP: 'ENGINE_UNAVAILABLE',
  CATALOG_UNAVAILABLE: 'ENGINE_UNAVAILABLE',
};

/** What Trino says when it could not ask: its text may hold the policy service's secret address and the service's answer. */
const POLICY_TROUBLE = /\bOPA (backend|server|policy|response)\b/;
const LEGEND = /\n\d+ errors?\n/;
const POSITION = /^line \d+:\d+: /;

/** Trino's failure -> ours: its name, its message without the position that it begins with, and the position by itself. */
export function toEngineError(failure: TrinoFailure, queryId: string): EngineError {
  const location = failure.errorLocation;
  const details = {
    engineCode: failure.errorName,
    ...(location ? { line: location.lineNumber, column: location.columnNumber } : {}),
    queryId,
  };
  if (failure.errorType !== 'USER_ERROR' && POLICY_TROUBLE.test(failure.message)) {
    return new EngineError(
      'ENGINE_UNAVAILABLE',
      'Trino could not ask the policy service; until it answers, everything is denied',
      details,
    );
  }
  return new EngineError(codeOf(failure), readable(failure.message), details);
}

/** Without the position, and of a catalog's configuration errors without the legend of Java classes. */
function readable(message: string): string {
  const [text = ''] = message.replace(POSITION, '').split(LEGEND);
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

function codeOf(failure: TrinoFailure): EngineErrorCode {
  const byType = failure.errorType === 'INSUFFICIENT_RESOURCES' ? 'ENGINE_RESOURCES' : 'ENGINE_FAILED';
  return CODES[failure.errorName] ?? byType;
}
