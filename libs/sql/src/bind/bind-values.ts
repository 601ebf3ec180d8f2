import { commonArgumentType } from '../dialect/functions.js';
import { isBody, readList, type SyntaxBody } from '../syntax/syntax-node.js';
import type { TrinoType } from '../types/trino-type.js';
import type { Binder, CteScope } from './binder.js';
import type { BoundExpression, BoundQuery } from './bound.js';
import { quoteIdentifier } from './duckdb-text.js';
import { newGrouping, type Scope } from './scope.js';

/** VALUES: each column has the one type that holds all of its rows. */
export function bindValues(binder: Binder, value: SyntaxBody, ctes: CteScope, outer: Scope | null): BoundQuery {
  const body = binder.body(value, ['expressions'], 'VALUES');
  binder.use('VALUES', body);
  const place = { scope: { fields: [], parent: outer, grouping: newGrouping() }, ctes, noAggregates: 'VALUES' };
  const rows = readList(body['expressions']).map((row) =>
    readList(isBody(row) ? row['expressions'] : []).map((cell) => binder.expression(cell, place)),
  );
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows.some((row) => row.length !== width)) {
    throw binder.refusal('SQL_TYPE_MISMATCH', 'the rows of VALUES differ in length', body, 'values');
  }
  const types = (rows[0] ?? []).map((_, index) => columnType(binder, rows, index, body));
  const fields = types.map((type, index) => ({ name: null, type, column: `_col${index}` }));
  const texts = rows.map((row) => `(${row.map((cell, index) => cellText(binder, cell, types[index], body)).join(', ')})`);
  const alias = quoteIdentifier(binder.names.allocate('v'));
  const names = fields.map((field) => quoteIdentifier(field.column)).join(', ');
  return { sql: `SELECT ${names} FROM (VALUES ${texts.join(', ')}) AS ${alias} (${names})`, fields };
}

function columnType(binder: Binder, rows: readonly (readonly BoundExpression[])[], index: number, node: unknown): TrinoType {
  const types = rows.flatMap((row) => row[index]?.type ?? []);
  const type = commonArgumentType(types);
  if (!type) throw binder.mismatch('VALUES', types, node, 'values');
  if (type.kind === 'unknown') throw binder.unsupported('VALUES with a column of nothing but NULL', node, 'values');
  return type;
}

function cellText(binder: Binder, cell: BoundExpression, type: TrinoType | undefined, node: unknown): string {
  return type ? binder.coerce(cell, type, node).sql : cell.sql;
}
