import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnInfo, RelationInfo } from '@weft/engine';
import type { RelationName } from '@weft/kernel';
import { quoteIdentifier } from './sql-text.util.js';
import { trinoTypeName } from './type-name.util.js';

const RELATIONS = `
  SELECT database_name, schema_name, table_name AS name, 'table' AS kind FROM duckdb_tables() WHERE NOT internal
  UNION ALL
  SELECT database_name, schema_name, view_name, 'view' FROM duckdb_views() WHERE NOT internal`;

/** Tables and views of a catalog, by schema and name. */
export async function listRelations(connection: DuckDBConnection, catalog: string, schema?: string): Promise<RelationInfo[]> {
  const reader = await connection.runAndReadAll(
    `SELECT * FROM (${RELATIONS}) WHERE lower(database_name) = lower($1) AND ($2 IS NULL OR lower(schema_name) = lower($2)) ORDER BY ALL`,
    [catalog, schema ?? null],
  );
  return reader.getRows().map(([database, schemaName, table, kind]) => ({
    catalog: String(database),
    schema: String(schemaName),
    table: String(table),
    kind: kind === 'view' ? 'view' : 'table',
  }));
}

/** Names and nullability as the catalog keeps them, types as a query of the relation has them: a view's own record may be stale. */
export async function listColumns(connection: DuckDBConnection, relation: RelationName): Promise<ColumnInfo[]> {
  const { catalog, schema, table } = relation;
  const reader = await connection.runAndReadAll(
    `SELECT column_name, is_nullable, EXISTS (SELECT 1 FROM duckdb_views() AS v WHERE lower(v.database_name) = lower($1)
       AND lower(v.schema_name) = lower($2) AND lower(v.view_name) = lower($3))
     FROM duckdb_columns() AS c WHERE NOT c.internal
       AND lower(c.database_name) = lower($1) AND lower(c.schema_name) = lower($2) AND lower(c.table_name) = lower($3)`,
    [catalog, schema, table],
  );
  const rows = reader.getRows();
  const nullable = new Map(rows.map(([name, isNullable]) => [String(name), isNullable !== false]));
  if (nullable.size === 0) return [];
  const ofView = rows[0]?.[2] === true;
  const name = [catalog, schema, table].map(quoteIdentifier).join('.');
  const empty = await connection.runAndReadAll(`SELECT * FROM ${name} LIMIT 0`);
  return empty.columnNames().map((column, index) => ({
    name: column,
    type: trinoTypeName(empty.columnType(index)),
    position: index + 1,
    nullable: nullable.get(column) ?? true,
    ...(ofView ? { ofView } : {}),
  }));
}
