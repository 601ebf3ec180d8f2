import type { SyntaxBody } from '../syntax/syntax-node.js';
import { simpleType } from '../types/trino-type.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression, BoundQuery } from './bound.js';
import { castText } from './duckdb-text.js';

/** A query inside of an expression; it may use the columns of the query around it. */
export function bindSubquery(binder: Binder, node: unknown, place: Place): BoundQuery {
  return binder.query(node, place.ctes, place.scope);
}

export function bindExists(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this'], 'EXISTS');
  binder.use('EXISTS', value);
  return { sql: `(EXISTS (${bindSubquery(binder, body['this'], place).sql}))`, type: simpleType('boolean') };
}

/** One row or none, one column; more rows fail in both engines. */
export function bindScalarSubquery(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const query = bindSubquery(binder, { subquery: value }, place);
  const [field, ...others] = query.fields;
  if (!field || others.length > 0) {
    throw binder.refusal('SQL_TYPE_MISMATCH', 'a subquery that stands for a value must have one column', value);
  }
  binder.use('scalar subquery', value, field.type.kind);
  return { sql: castText(`(${query.sql})`, field.type), type: field.type };
}
