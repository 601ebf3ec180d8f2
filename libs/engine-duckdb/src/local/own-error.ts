import { EngineError } from '@weft/engine';
import { toEngineError } from '../duckdb.errors.js';

/** DuckDB's failure with its own text in full: hints and the marked line too, for whoever wrote the statement. */
export function toOwnError(thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const { code, details } = toEngineError(thrown);
  return new EngineError(code, thrown instanceof Error ? thrown.message : String(thrown), details);
}
