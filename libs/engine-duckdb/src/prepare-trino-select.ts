import type { Engine, EngineSession } from '@weft/engine';
import { type Diagnostic, err, ok, relationKey, type Result } from '@weft/kernel';
import {
  analyzeStatement,
  completeRelation,
  type KnownColumn,
  type TranspiledStatement,
  transpileTrinoToDuckdb,
} from '@weft/sql';

export interface PrepareOptions {
  /** What diagnostics call the statement. */
  readonly source?: string;
  /** For a view or a table: each column must have a name of its own. */
  readonly asRelation?: boolean;
}

/** Trino's SELECT -> DuckDB's, with the columns' types looked up in the engine. It authorizes nothing. */
export async function prepareTrinoSelect(
  engine: Pick<Engine, 'listColumns'>,
  session: EngineSession,
  sql: string,
  options: PrepareOptions = {},
): Promise<Result<TranspiledStatement, Diagnostic[]>> {
  const analysis = analyzeStatement(sql, options.source);
  if (!analysis.ok) return err(analysis.error);
  const known = new Map<string, readonly KnownColumn[]>();
  for (const ref of analysis.value.relations) {
    const relation = completeRelation(ref, session);
    if (relation && !known.has(relationKey(relation)))
      known.set(relationKey(relation), await engine.listColumns(session, relation));
  }
  const columnsOf = (relation: Parameters<typeof relationKey>[0]) => {
    const columns = known.get(relationKey(relation));
    return columns && columns.length > 0 ? columns : null;
  };
  const transpiled = transpileTrinoToDuckdb(sql, { ...session, ...options, columnsOf });
  return transpiled.ok ? ok(transpiled.value) : err(transpiled.error);
}
