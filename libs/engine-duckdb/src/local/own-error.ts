import { EngineError } from '@weft/engine';
import { toEngineError } from '../duckdb.errors.js';

/** What the client puts before DuckDB's words. */
const OF_THE_CLIENT = /^Failed to extract statements: /;

/** DuckDB's failure with its own text in full: hints and the marked line too, for whoever wrote the statement. */
export function toOwnError(thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const { code, details } = toEngineError(thrown);
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  return new EngineError(code, words.replace(OF_THE_CLIENT, ''), details);
}
