import arithmetic from './arithmetic.json' with { type: 'json' };
import literals from './literals.json' with { type: 'json' };
import comparison from './comparison.json' with { type: 'json' };
import conditionals from './conditionals.json' with { type: 'json' };
import functions from './functions.json' with { type: 'json' };
import aggregates from './aggregates.json' with { type: 'json' };
import order from './order.json' with { type: 'json' };
import relations from './relations.json' with { type: 'json' };
import setOperations from './set-operations.json' with { type: 'json' };
import subqueries from './subqueries.json' with { type: 'json' };
import casts from './casts.json' with { type: 'json' };

/** One statement and what a real Trino gave for it. */
export type DialectCase = { readonly title: string; readonly sql: string } & (
  | {
      /** `name type`, in order. */
      readonly columns: readonly string[];
      /** In the statement's order; where it has no ORDER BY, sorted by their JSON text. */
      readonly rows: readonly (readonly unknown[])[];
    }
  /** Trino's name of the error: the statement must fail in every engine. */
  | { readonly error: string }
);

/**
 * The table of cases behind the allow-list: every entry of it is used by at least one. DuckDB must give the same columns and rows,
 * and a real Trino must still give them.
 */
export const DIALECT_CASES: readonly DialectCase[] = [
  ...(arithmetic as readonly DialectCase[]),
  ...(literals as readonly DialectCase[]),
  ...(comparison as readonly DialectCase[]),
  ...(conditionals as readonly DialectCase[]),
  ...(functions as readonly DialectCase[]),
  ...(aggregates as readonly DialectCase[]),
  ...(order as readonly DialectCase[]),
  ...(relations as readonly DialectCase[]),
  ...(setOperations as readonly DialectCase[]),
  ...(subqueries as readonly DialectCase[]),
  ...(casts as readonly DialectCase[]),
];

/** Rows in the order in which a case holds them. */
export function orderRows(sql: string, rows: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  if (/order by/i.test(sql.replace(/\([^()]*\)/g, ''))) return rows;
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
