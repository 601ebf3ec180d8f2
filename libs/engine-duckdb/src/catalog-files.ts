import { isAbsolute, relative, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { EngineError } from '@weft/engine';
import { isName } from '@weft/kernel';
import { toEngineError } from './duckdb.errors.js';
import { quoteIdentifier, quoteString } from './sql-text.util.js';

/** A catalog and its DuckDB file; a relative path is taken from the data folder. */
export interface CatalogFile {
  readonly name: string;
  readonly file: string;
}

/** DuckDB's own databases, and what looks like one. */
const RESERVED = ['memory', 'system', 'temp', 'main', 'information_schema', 'pg_catalog'];

/** ATTACH; a catalog that is there with the same file stays, so that it may be repeated. */
export async function attachFile(connection: DuckDBConnection, directory: string, { name, file }: CatalogFile): Promise<void> {
  if (!isName(name) || RESERVED.includes(name)) throw new EngineError('ENGINE_INVALID_VALUE', `'${name}' cannot name a catalog`);
  const path = resolve(directory, file);
  const attached = await findAttached(connection, name);
  if (attached === path) return;
  if (attached !== null) {
    throw new EngineError('ENGINE_ALREADY_EXISTS', `catalog '${name}' is there already, with another file`);
  }
  try {
    await connection.run(`ATTACH ${quoteString(path)} AS ${quoteIdentifier(name)}`);
  } catch (error) {
    throw describeFailure(toEngineError(error), name, directory, path);
  }
}

/** DETACH; a catalog that is not there is no error. */
export async function detachFile(connection: DuckDBConnection, name: string): Promise<void> {
  if ((await findAttached(connection, name)) === null) return;
  await connection.run(`DETACH ${quoteIdentifier(name)}`);
}

async function findAttached(connection: DuckDBConnection, name: string): Promise<string | null> {
  const reader = await connection.runAndReadAll('SELECT path FROM duckdb_databases() WHERE database_name = $1', [name]);
  const [row] = reader.getRows();
  return row ? String(row[0]) : null;
}

function describeFailure(error: EngineError, name: string, directory: string, path: string): EngineError {
  const inside = relative(directory, path);
  const shown = inside.startsWith('..') || isAbsolute(inside) ? path : inside;
  const reason: Partial<Record<EngineError['code'], string>> = {
    ENGINE_UNAVAILABLE: 'cannot be opened: it is read-only, or another process holds it',
    ENGINE_ACCESS_DENIED: 'lies outside of the folders that Weft may use',
    ENGINE_RESOURCES: 'cannot be written: the disk is full',
  };
  const known = reason[error.code];
  if (!known) return error;
  return new EngineError(error.code, `the file ${shown} of catalog '${name}' ${known}`, error.details);
}
