import type { EngineSession } from '@weft/engine';
import type { GovernedStatement } from '../domain/query-outcome.js';

/** The session in which a principal's statement runs. */
export function sessionOf(user: string, { catalog, schema }: Pick<GovernedStatement, 'catalog' | 'schema'>): EngineSession {
  return { user, ...(catalog ? { catalog } : {}), ...(schema ? { schema } : {}) };
}
