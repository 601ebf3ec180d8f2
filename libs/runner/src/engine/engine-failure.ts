import type { EngineError, EngineErrorCode } from '@weft/engine';

/** Codes whose text names only things of the statement and the catalog, never a value of the data. */
const WITHOUT_VALUES: ReadonlySet<EngineErrorCode> = new Set([
  'ENGINE_SYNTAX',
  'ENGINE_NOT_FOUND',
  'ENGINE_ALREADY_EXISTS',
  'ENGINE_TYPE_MISMATCH',
  'ENGINE_DIVISION_BY_ZERO',
  'ENGINE_NOT_SUPPORTED',
  'ENGINE_ACCESS_DENIED',
  'ENGINE_CANCELLED',
  'ENGINE_UNAVAILABLE',
  'ENGINE_CONFLICT',
]);

export interface Failure {
  readonly message: string;
  readonly detail: string | null;
}

/** What an engine's failure says to everybody who may see the run, and what only to those who may read the data. */
export function describeFailure(error: EngineError, file: string): Failure {
  const place = `${error.code} in ${file}`;
  const text = error.details.line === undefined ? error.message : `line ${error.details.line}: ${error.message}`;
  if (WITHOUT_VALUES.has(error.code)) return { message: `${place}: ${text}`, detail: null };
  return {
    message: `${place}; the engine's own text, which may quote data, is in the run's log for the owner team`,
    detail: text,
  };
}
