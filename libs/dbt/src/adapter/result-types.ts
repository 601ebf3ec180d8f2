import { toText } from '@weft/jinja';

/** DuckDB compares names of databases without regard to case. */
export function duckdbColumnName(value: unknown): string {
  return toText(value).toLowerCase();
}

/** `varchar(10)` -> `VARCHAR`, as dbt-trino names the type of a result's column. */
export function trinoTypeName(type: string): string {
  return (type.split('(')[0] ?? type).toUpperCase();
}
