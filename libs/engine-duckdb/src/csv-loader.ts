import type { DuckDBConnection } from '@duckdb/node-api';
import { EngineError } from '@weft/engine';
import { toEngineError } from './duckdb.errors.js';
import { quoteIdentifier, quoteString } from './sql-text.util.js';

export interface CsvTable {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
  /** Absolute, inside of an allowed folder. */
  readonly file: string;
  /** Trino types by column; a column that is not named has its type found in the file. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** What a column of a file is taken for, narrowest first, after all of its rows were looked at. */
const CANDIDATES = ['BOOLEAN', 'INTEGER', 'BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR'];

const DUCKDB_TYPES: readonly (readonly [RegExp, string])[] = [
  [/^(boolean|tinyint|smallint|integer|bigint|double|date)$/, '$1'],
  [/^int$/, 'integer'],
  [/^real$/, 'float'],
  [/^varchar(\(\d+\))?$/, 'varchar'],
  [/^(decimal\(\d+,\s*\d+\))$/, '$1'],
  [/^timestamp(\([0-6]\))?$/, 'timestamp'],
];

/** Replaces a table by a CSV file's rows, in one transaction: readers see the old table or the new one, never part of it. */
export async function loadCsvTable(connection: DuckDBConnection, table: CsvTable): Promise<number> {
  const schema = `${quoteIdentifier(table.catalog)}.${quoteIdentifier(table.schema)}`;
  const source = `read_csv(${quoteString(table.file)}, header = true, sample_size = -1, auto_type_candidates = [${CANDIDATES.map(quoteString).join(', ')}]`;
  await connection.run('BEGIN TRANSACTION');
  try {
    const types = await typesOption(connection, source, table);
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    const target = `${schema}.${quoteIdentifier(table.table)}`;
    const reader = await connection.runAndReadAll(`CREATE OR REPLACE TABLE ${target} AS SELECT * FROM ${source}${types})`);
    await connection.run('COMMIT');
    return Number(reader.getRows()[0]?.[0] ?? 0);
  } catch (error) {
    await connection.run('ROLLBACK');
    throw describeFailure(error, table);
  }
}

async function typesOption(connection: DuckDBConnection, source: string, { columns = {}, file }: CsvTable): Promise<string> {
  const wanted = Object.entries(columns);
  if (wanted.length === 0) return '';
  const header = (await connection.runAndReadAll(`SELECT * FROM ${source}) LIMIT 0`)).columnNames();
  const missing = wanted.map(([name]) => name).filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw new EngineError(
      'ENGINE_NOT_FOUND',
      `${file} has no column '${missing.join("', '")}': its header names ${header.join(', ')}`,
    );
  }
  const entries = wanted.map(([name, type]) => `${quoteString(name)}: ${quoteString(duckdbType(name, type))}`);
  return `, types = {${entries.join(', ')}}`;
}

function duckdbType(column: string, type: string): string {
  const normal = type.trim().toLowerCase();
  const [pattern, name] = DUCKDB_TYPES.find(([each]) => each.test(normal)) ?? [];
  if (!pattern || name === undefined) {
    throw new EngineError('ENGINE_NOT_SUPPORTED', `column '${column}' cannot be read from CSV as ${type}`);
  }
  return normal.replace(pattern, name).toUpperCase();
}

function describeFailure(thrown: unknown, { file }: CsvTable): EngineError {
  const error = toEngineError(thrown);
  if (/no files found/i.test(error.message))
    return new EngineError('ENGINE_NOT_FOUND', `the file ${file} does not exist`, error.details);
  return new EngineError(error.code, error.message.includes(file) ? error.message : `${file}: ${error.message}`, error.details);
}
