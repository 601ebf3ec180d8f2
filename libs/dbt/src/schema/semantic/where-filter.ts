import type { Json } from '../../manifest/v12/index.js';

/** One condition or several, as dbt's semantic interfaces keep them. */
export function whereFilter(written: unknown): Json | null {
  if (written === undefined || written === null) return null;
  const conditions = Array.isArray(written) ? (written as unknown[]) : [written];
  return { where_filters: conditions.map((condition) => ({ where_sql_template: condition })) };
}
