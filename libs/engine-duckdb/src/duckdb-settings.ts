import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { EngineError } from '@weft/engine';
import { quoteString } from './sql-text.util.js';

export interface DuckdbSettings {
  /** Where the catalogs' files lie; the only folder that is written. */
  readonly directory: string;
  /** Other folders that may be read, such as the mesh's with its CSV files. */
  readonly allowedDirectories?: readonly string[];
  /** Such as `1GB`; DuckDB's default is most of the machine's memory. */
  readonly memoryLimit?: string;
  readonly threads?: number;
}

/**
 * The one instance of a process. The order matters: first the folders, then no access to anything else, then no way to change
 * either. `SET GLOBAL`, because a plain SET of some settings holds for its own connection only.
 */
export async function openInstance(settings: DuckdbSettings): Promise<DuckDBInstance> {
  const directory = resolve(settings.directory);
  makeFolder(directory);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const statement of statements(directory, settings)) await connection.run(statement);
    await assertLocked(connection);
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw error;
  }
  connection.closeSync();
  return instance;
}

function makeFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new EngineError('ENGINE_UNAVAILABLE', `the data folder ${directory} cannot be made (${reason})`);
  }
}

function statements(directory: string, settings: DuckdbSettings): string[] {
  const folders = [directory, ...(settings.allowedDirectories ?? []).map((folder) => resolve(folder))].map(quoteString);
  return [
    ...(settings.memoryLimit ? [`SET GLOBAL memory_limit = ${quoteString(settings.memoryLimit)}`] : []),
    ...(settings.threads ? [`SET GLOBAL threads = ${settings.threads}`] : []),
    `SET GLOBAL temp_directory = ${quoteString(join(directory, 'spill'))}`,
    'SET GLOBAL autoinstall_known_extensions = false',
    'SET GLOBAL autoload_known_extensions = false',
    'SET GLOBAL allow_community_extensions = false',
    `SET GLOBAL TimeZone = 'UTC'`,
    `SET GLOBAL default_null_order = 'nulls_last'`,
    'SET GLOBAL errors_as_json = true',
    `SET GLOBAL allowed_directories = [${folders.join(', ')}]`,
    'SET GLOBAL enable_external_access = false',
    'SET GLOBAL lock_configuration = true',
  ];
}

async function assertLocked(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT current_setting('enable_external_access'), current_setting('lock_configuration'), current_setting('TimeZone')`,
  );
  const [row] = reader.getRowsJson();
  if (JSON.stringify(row) !== '[false,true,"UTC"]') throw new Error(`DuckDB did not take its settings: ${JSON.stringify(row)}`);
}
