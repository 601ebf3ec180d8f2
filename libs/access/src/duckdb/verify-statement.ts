import { EngineError, type StatementInspection, type StatementInspector } from '@weft/engine';
import { err, ok, relationKey, type RelationName, type Result } from '@weft/kernel';
import { SAFE_DUCKDB_FUNCTIONS, SAFE_DUCKDB_TABLE_FUNCTIONS } from '@weft/sql';
import { refused, type StatementRefusal } from './statement-refusal.js';

/**
 * The last word on a statement: DuckDB's own parser reads what will be sent. It must be one SELECT, over exactly the relations that
 * were authorized, each with its three parts, with no function that is not on the list and no table function at all.
 */
export async function verifyStatement(
  inspector: StatementInspector,
  sql: string,
  authorized: readonly RelationName[],
): Promise<Result<null, StatementRefusal>> {
  try {
    const fault = findFault(await inspector.inspect(sql), new Set(authorized.map(relationKey)));
    return fault === null ? ok(null) : err(refused('STATEMENT_NOT_VERIFIED', `the statement is not sent: ${fault}`));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return err(refused('STATEMENT_NOT_VERIFIED', 'the statement is not sent: the engine cannot read it'));
  }
}

function findFault(seen: StatementInspection, authorized: ReadonlySet<string>): string | null {
  if (seen.statements !== 1 || !seen.isSelect) return 'it is not one SELECT';
  const table = seen.tableFunctions.find((name) => !SAFE_DUCKDB_TABLE_FUNCTIONS.has(name));
  if (table !== undefined) return `it reads from ${table}`;
  const unsafe = seen.functions.find((name) => !SAFE_DUCKDB_FUNCTIONS.has(name));
  if (unsafe !== undefined) return `it calls ${unsafe}`;
  const incomplete = seen.relations.find(({ catalog, schema }) => catalog === '' || schema === '');
  if (incomplete) return `it reads '${incomplete.table}' without saying where that is`;
  const read = new Set(seen.relations.map(relationKey));
  const foreign = [...read].find((key) => !authorized.has(key)) ?? [...authorized].find((key) => !read.has(key));
  return foreign === undefined ? null : `what it reads of ${foreign} differs from what was decided`;
}
