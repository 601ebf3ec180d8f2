import { commonArgumentType } from '../dialect/functions.js';
import { readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { isSameType, type TrinoType } from '../types/trino-type.js';
import { orderByFields } from './bind-order.js';
import { limitText } from './bind-select.js';
import type { Binder, CteScope } from './binder.js';
import type { BoundField, BoundQuery } from './bound.js';
import { quoteIdentifier } from './duckdb-text.js';
import type { Scope } from './scope.js';

const UNION = ['left', 'right', 'all', 'distinct', 'with', 'order_by', 'limit', 'offset'];

/** UNION and UNION ALL; each column of both sides is brought to one type. */
export function bindUnion(binder: Binder, value: SyntaxBody, ctes: CteScope, outer: Scope | null): BoundQuery {
  const body = binder.body(value, UNION, 'UNION');
  const all = body['all'] === true;
  const [left, right] = [body['left'], body['right']].map((side) => bindSide(binder, side, ctes, outer));
  if (!left || !right || left.fields.length !== right.fields.length) {
    throw binder.refusal('SQL_TYPE_MISMATCH', 'both sides of a UNION must have as many columns', body, 'union');
  }
  const types = left.fields.map((field, index) => unionType(binder, field, right.fields[index] ?? field, body));
  if (all) binder.use('UNION ALL', body, undefined, 'union');
  else for (const type of types) binder.use('UNION', body, type.kind, 'union');
  const fields = left.fields.map((field, index) => ({ ...field, type: types[index] ?? field.type }));
  const [a, b] = [left, right].map((side) => alignedText(binder, side, types, body));
  const order = orderByFields(binder, body, fields);
  return { sql: `(${a}) UNION ${all ? 'ALL ' : ''}(${b})${order}${limitText(binder, body)}`, fields };
}

/** A side without parentheses must not end in ORDER BY or LIMIT: they belong to the whole union. */
function bindSide(binder: Binder, side: unknown, ctes: CteScope, outer: Scope | null): BoundQuery {
  const node = readNode(side);
  if (node?.kind !== 'subquery' && (node?.body['order_by'] || node?.body['limit'] || node?.body['offset'])) {
    throw binder.refusal('SQL_SYNTAX', 'ORDER BY or LIMIT before UNION needs parentheses', side, 'union');
  }
  return binder.query(side, ctes, outer);
}

function unionType(binder: Binder, a: BoundField, b: BoundField, node: unknown): TrinoType {
  const type = commonArgumentType([a.type, b.type]);
  if (!type) throw binder.mismatch('UNION', [a.type, b.type], node, 'union');
  return type;
}

function alignedText(binder: Binder, side: BoundQuery, types: readonly TrinoType[], node: unknown): string {
  if (side.fields.every((field, index) => isSameType(field.type, types[index] ?? field.type))) return side.sql;
  const alias = quoteIdentifier(binder.names.allocate('u'));
  const columns = side.fields.map((field, index) => {
    const column = { sql: `${alias}.${quoteIdentifier(field.column)}`, type: field.type };
    return `${binder.coerce(column, types[index] ?? field.type, node).sql} AS ${quoteIdentifier(field.column)}`;
  });
  return `SELECT ${columns.join(', ')} FROM (${side.sql}) AS ${alias}`;
}
