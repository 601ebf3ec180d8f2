import { isSameType, renderTrinoType, type TrinoType } from '../types/trino-type.js';
import { renderDuckdbType } from '../types/duckdb-type.js';

/** Every identifier is quoted: DuckDB reserves words that Trino does not, `default` among them. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function castText(sql: string, type: TrinoType): string {
  const target = renderDuckdbType(type);
  if (target === null) throw new Error(`no DuckDB type for ${renderTrinoType(type)}`);
  return `CAST(${sql} AS ${target})`;
}

/** Whether both types are the same to DuckDB: it has neither lengths of VARCHAR nor precisions of TIMESTAMP nor zones. */
export function isSameDuckdbType(a: TrinoType, b: TrinoType): boolean {
  return isSameType(a, b) || (a.kind === b.kind && ['varchar', 'timestamp', 'timestamptz'].includes(a.kind));
}

/**
 * The divisor, or an error where it is zero: DuckDB's own division by zero is NULL. The lambda keeps a long divisor from being
 * written twice, and twice again for each division inside of it.
 */
export function nonZero(sql: string): string {
  if (/^[1-9]\d*$/.test(sql)) return sql;
  return `list_transform([${sql}], lambda d: CASE WHEN d = 0 THEN error('Division by zero') ELSE d END)[1]`;
}
