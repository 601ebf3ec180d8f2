import type { Binder } from './binder.js';
import type { BoundField, BoundQuery } from './bound.js';
import { quoteIdentifier } from './duckdb-text.js';

/** DuckDB's types that keep how many digits a timestamp has. */
const PRECISE: Readonly<Record<number, string>> = { 0: 'TIMESTAMP_S', 3: 'TIMESTAMP_MS', 6: 'TIMESTAMP' };

/** The query of a view, whose columns have Trino's types for whoever reads it; a table's timestamps have six digits, as on Iceberg. */
export function viewText(binder: Binder, query: BoundQuery): string {
  if (query.fields.every((field) => kept(binder, field) === null)) return query.sql;
  const alias = quoteIdentifier(binder.names.allocate('v'));
  const columns = query.fields.map((field) => {
    const [name, type] = [quoteIdentifier(field.column), kept(binder, field)];
    return type === null ? `${alias}.${name}` : `CAST(${alias}.${name} AS ${type}) AS ${name}`;
  });
  return `SELECT ${columns.join(', ')} FROM (${query.sql}) AS ${alias}`;
}

function kept(binder: Binder, { name, type }: BoundField): string | null {
  if (type.kind === 'timestamptz' && type.zone !== 'UTC')
    throw binder.unsupported(`a view with a column '${name ?? ''}' in a time zone other than UTC`, null);
  if (type.kind !== 'timestamp' || type.precision === 6) return null;
  const precise = PRECISE[type.precision];
  if (!precise) throw binder.unsupported(`a view with a column '${name ?? ''}' of type timestamp(${type.precision})`, null);
  return precise;
}
