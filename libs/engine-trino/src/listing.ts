import type { RelationName } from '@weft/kernel';

/** Lists a catalog's tables and views; Trino shows only those that its access control lets the user see. */
export function relationsSql(catalog: string, schema?: string): string {
  const where = schema === undefined ? "table_schema <> 'information_schema'" : `table_schema = ${literal(schema)}`;
  return (
    `SELECT table_schema, table_name, table_type FROM ${identifier(catalog)}.information_schema.tables ` +
    `WHERE ${where} ORDER BY table_schema, table_name`
  );
}

export function columnsSql({ catalog, schema, table }: RelationName): string {
  return (
    `SELECT column_name, data_type, ordinal_position, is_nullable FROM ${identifier(catalog)}.information_schema.columns ` +
    `WHERE table_schema = ${literal(schema)} AND table_name = ${literal(table)} ORDER BY ordinal_position`
  );
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
