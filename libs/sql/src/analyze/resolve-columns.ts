import { type Diagnostic, ok, relationKey, type RelationName, type Result } from '@weft/kernel';
import type { BindOptions } from '../bind/binder.js';
import { type ReadRelation, transpileTrinoToDuckdb } from '../transpile.js';
import { analyzeStatement, completeRelation } from './analyze-statement.js';

/**
 * Which columns of each base relation a SELECT reads: `count(*)` reads none, `*` all. Where the statement cannot be resolved for
 * certain, every column of every relation counts as read.
 */
export function resolveColumns(sql: string, options: BindOptions): Result<readonly ReadRelation[], Diagnostic[]> {
  const analysis = analyzeStatement(sql);
  if (!analysis.ok) return analysis;
  const bound = transpileTrinoToDuckdb(sql, options);
  if (bound.ok) return ok(bound.value.relations);
  const relations = new Map<string, RelationName>();
  for (const ref of analysis.value.relations) {
    const relation = completeRelation(ref, options);
    if (!relation) return bound;
    relations.set(relationKey(relation), relation);
  }
  return ok([...relations.values()].map((relation) => ({ relation, columns: allColumns(relation, options) })));
}

function allColumns(relation: RelationName, options: BindOptions): string[] {
  return (options.columnsOf(relation) ?? []).map((column) => column.name);
}
