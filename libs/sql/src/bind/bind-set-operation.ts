import { commonArgumentType } from '../dialect/functions.js';
import { readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { isSameType, type TrinoType } from '../types/trino-type.js';
import { orderByFields } from './bind-order.js';
import { limitText } from './bind-select.js';
import type { Binder, CteScope } from './binder.js';
import type { BoundField, BoundQuery } from './bound.js';
import { quoteIdentifier } from './duckdb-text.js';
import type { Scope } from './scope.js';

const FIELDS = ['left', 'right', 'all', 'distinct', 'with', 'order_by', 'limit', 'offset', 'fetch'];

/** UNION, INTERSECT and EXCEPT, with and without ALL; each column of both sides is brought to one type. */
export function bindSetOperation(
  binder: Binder,
  kind: string,
  value: SyntaxBody,
  ctes: CteScope,
  outer: Scope | null,
): BoundQuery {
  const name = kind.toUpperCase();
  const body = binder.body(value, FIELDS, name);
  const all = body['all'] === true;
  const [left, right] = [body['left'], body['right']].map((side) => bindSide(binder, name, side, ctes, outer));
  if (!left || !right || left.fields.length !== right.fields.length) {
    throw binder.refusal('SQL_TYPE_MISMATCH', `both sides of ${name} must have as many columns`, body, kind);
  }
  const types = left.fields.map((field, index) => commonColumn(binder, name, field, right.fields[index] ?? field, body));
  useOperation(binder, name, all, types, body);
  const fields = left.fields.map((field, index) => ({ ...field, type: types[index] ?? field.type }));
  const [a, b] = [left, right].map((side) => alignedText(binder, side, types, body));
  const order = orderByFields(binder, body, fields);
  return { sql: `(${a}) ${name} ${all ? 'ALL ' : ''}(${b})${order}${limitText(binder, body)}`, fields };
}

function useOperation(binder: Binder, name: string, all: boolean, types: readonly TrinoType[], node: unknown): void {
  if (name !== 'UNION' || all) binder.use(all ? `${name} ALL` : name, node, undefined, name);
  if (name === 'UNION' && all) return;
  for (const type of types) binder.use('UNION', node, type.kind, name);
}

/** A side without parentheses must not end in ORDER BY or LIMIT: they belong to the whole. INTERSECT binds tighter than the parser has it. */
function bindSide(binder: Binder, name: string, side: unknown, ctes: CteScope, outer: Scope | null): BoundQuery {
  const node = readNode(side);
  if (
    node?.kind !== 'subquery' &&
    (node?.body['order_by'] || node?.body['limit'] || node?.body['offset'] || node?.body['fetch'])
  ) {
    throw binder.refusal('SQL_SYNTAX', `ORDER BY or LIMIT before ${name} needs parentheses`, side, name);
  }
  if (name === 'INTERSECT' && ['union', 'except'].includes(node?.kind ?? '')) {
    throw binder.refusal(
      'SQL_NOT_SUPPORTED',
      'INTERSECT beside UNION or EXCEPT needs parentheses',
      side,
      name,
      'Write parentheses.',
    );
  }
  return binder.query(side, ctes, outer);
}

function commonColumn(binder: Binder, name: string, a: BoundField, b: BoundField, node: unknown): TrinoType {
  const type = commonArgumentType([a.type, b.type]);
  if (!type) throw binder.mismatch(name, [a.type, b.type], node, name);
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
