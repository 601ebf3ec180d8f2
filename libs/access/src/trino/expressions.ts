import { POLICY_IDENTITY, type PolicyAction } from '@weft/policy';
import { type Decide, relationOf } from './asked.js';
import type { TrinoResource } from './trino-request.type.js';

interface ViewExpression {
  readonly expression: string;
  readonly identity: string;
}

interface IndexedMask {
  readonly index: number;
  readonly viewExpression: ViewExpression;
}

/**
 * The filters of a table, all of which a row must pass; null if the question names no table. Trino asks before it asks for the right to
 * read: who may not read gets no filter, and then no row.
 */
export function buildRowFilters({ table }: TrinoResource, decide: Decide): ViewExpression[] | null {
  if (!table) return null;
  const { allow, rowFilters } = decide({ kind: 'relation:select', relation: relationOf(table), columns: [] });
  return allow ? rowFilters.map(({ expression }) => viewExpression(expression)) : [];
}

/** The masks of a table's columns, by their places in the question; null if one of them is no column or has two masks. */
export function buildColumnMasks(resources: readonly TrinoResource[], decide: Decide): IndexedMask[] | null {
  const masks = resources.map((resource, index) => maskOf(resource, index, decide));
  return masks.every((mask) => mask !== null) ? masks.flat() : null;
}

function maskOf({ column }: TrinoResource, index: number, decide: Decide): IndexedMask[] | null {
  if (!column) return null;
  const action: PolicyAction = { kind: 'relation:select', relation: relationOf(column), columns: [column.columnName] };
  const { allow, columnMasks } = decide(action);
  const own = allow ? columnMasks.filter((mask) => mask.column.toLowerCase() === column.columnName.toLowerCase()) : [];
  if (own.length > 1) return null;
  return own.map(({ expression }) => ({
    index,
    viewExpression: viewExpression(`CAST((${expression}) AS ${column.columnType})`),
  }));
}

/** Expressions run as a name of ours, so that nobody needs the right to read what they read. */
function viewExpression(expression: string): ViewExpression {
  return { expression, identity: POLICY_IDENTITY };
}
