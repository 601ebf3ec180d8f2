import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { EngineError, type EngineSession, type StatementInspection } from '@weft/engine';
import { toEngineError } from './duckdb.errors.js';
import { quoteIdentifier } from './sql-text.util.js';
import { inspectTree } from './statement-inspection.js';

/** Starts the one statement of a text, in the session's catalog and schema; rows are computed as they are fetched. */
export async function startStatement(connection: DuckDBConnection, session: EngineSession, sql: string): Promise<DuckDBResult> {
  const count = await countStatements(connection, sql);
  if (count !== 1) throw new EngineError('ENGINE_SYNTAX', `expected one statement, found ${count}`);
  await connection.run(`USE ${sessionPath(session)}`);
  return connection.stream(sql);
}

async function countStatements(connection: DuckDBConnection, sql: string): Promise<number> {
  try {
    return (await connection.extractStatements(sql)).count;
  } catch (thrown) {
    const error = toEngineError(thrown, sql);
    if (error.code === 'ENGINE_SYNTAX') throw error;
    return 0;
  }
}

/** Without a catalog, DuckDB's empty in-memory database: a name that is not complete finds nothing. */
function sessionPath({ catalog, schema }: EngineSession): string {
  if (catalog === undefined) return 'memory';
  return schema === undefined ? quoteIdentifier(catalog) : `${quoteIdentifier(catalog)}.${quoteIdentifier(schema)}`;
}

/** What DuckDB's own parser sees in a text; nothing of it is run. */
export async function inspectStatement(connection: DuckDBConnection, sql: string): Promise<StatementInspection> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
  const tree: unknown = JSON.parse(String(reader.getRows()[0]?.[0]));
  if (!isFailure(tree)) return inspectTree(tree);
  if (tree.error_type !== 'not implemented') throw new EngineError('ENGINE_SYNTAX', String(tree.error_message));
  const statements = await countStatements(connection, sql);
  return { statements, isSelect: false, relations: [], functions: [], tableFunctions: [] };
}

function isFailure(tree: unknown): tree is { readonly error_type: unknown; readonly error_message: unknown } {
  return typeof tree === 'object' && tree !== null && 'error' in tree && tree.error === true;
}
