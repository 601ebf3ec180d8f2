import { canAssign, isSameType, parseTrinoType, renderTrinoType, type TrinoType } from '../types/trino-type.js';
import type { Binder } from './binder.js';
import type { BoundField, BoundQuery } from './bound.js';
import { castSql } from './cast-text.js';
import { castText, isSameDuckdbType, quoteIdentifier } from './duckdb-text.js';

/** A column that values are written into. */
export interface AssignTarget {
  readonly name: string;
  /** A Trino type as Trino writes it. */
  readonly type: string;
}

/** The rows of a query as they are stored in columns: what Trino brings to a column's type by itself is a CAST. */
export function assignColumns(binder: Binder, query: BoundQuery, targets: readonly (AssignTarget | null)[]): BoundQuery {
  if (query.fields.length !== targets.length) {
    const skipped = targets.filter((target) => target === null).length;
    const message = `${query.fields.length - skipped} values for ${targets.length - skipped} columns`;
    throw binder.refusal('SQL_TYPE_MISMATCH', message, null);
  }
  const alias = quoteIdentifier(binder.names.allocate('w'));
  const columns = query.fields.map((field, index) => {
    const name = `${alias}.${quoteIdentifier(field.column)}`;
    const target = targets[index];
    return target ? storedText(binder, name, field, target) : name;
  });
  if (columns.every((text, index) => text === `${alias}.${quoteIdentifier(query.fields[index]?.column ?? '')}`)) return query;
  const items = columns.map((text, index) => `${text} AS ${quoteIdentifier(query.fields[index]?.column ?? '')}`);
  return { ...query, sql: `SELECT ${items.join(', ')} FROM (${query.sql}) AS ${alias}` };
}

function storedText(binder: Binder, sql: string, { type: from }: BoundField, target: AssignTarget): string {
  const to = parseTrinoType(target.type);
  if (!canAssign(from, to)) {
    const message = `${renderTrinoType(from)} cannot be stored in column '${target.name}' of type ${target.type}`;
    throw binder.refusal('SQL_TYPE_MISMATCH', message, null);
  }
  if (from.kind === 'unknown') return to.kind === 'other' ? sql : castText(sql, to);
  if (isSameType(from, to) || (isSameDuckdbType(from, to) && isWidening(from, to))) return sql;
  const stored = castSql({ sql, type: from }, to);
  if (stored === null) throw binder.unsupported(`${from.kind} in a column '${target.name}' of type ${target.type}`, null);
  return stored;
}

/** Texts have no lengths in DuckDB; timestamps are cut to fewer digits. */
function isWidening(from: TrinoType, to: TrinoType): boolean {
  if (from.kind === 'varchar') return true;
  const digits = (type: TrinoType) => ('precision' in type ? type.precision : 0);
  return digits(from) <= digits(to);
}
