import { readIdentifier, readList, readNode } from '../syntax/syntax-node.js';
import type { TrinoType } from '../types/trino-type.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';
import { quoteIdentifier } from './duckdb-text.js';
import { newGrouping } from './scope.js';

/** `x -> x + 1`: DuckDB's name of its parameter, and the body. */
export interface BoundLambda {
  readonly parameter: string;
  readonly body: BoundExpression;
}

export function isLambda(node: unknown): boolean {
  return readNode(node)?.kind === 'lambda';
}

/** The body sees the parameters first, and then what is in reach outside. */
export function bindLambda(binder: Binder, node: unknown, types: readonly TrinoType[], place: Place): BoundLambda {
  const body = binder.body(readNode(node)?.body, ['parameters', 'body', 'colon'], 'a lambda');
  const names = readList(body['parameters']).map((each) => readIdentifier(each)?.name ?? '');
  if (names.length !== types.length) throw binder.unsupported(`a lambda of ${names.length} parameters`, node, '->');
  const unique = names.map((name) => quoteIdentifier(binder.names.allocate(name)));
  const fields = names.map((name, index) => ({
    relation: [],
    name,
    type: types[index] as TrinoType,
    sql: unique[index] ?? '',
  }));
  binder.use('lambda', node, undefined, '->');
  const scope = { fields, parent: place.scope, grouping: newGrouping() };
  return { parameter: unique[0] ?? '', body: binder.expression(body['body'], { ...place, scope, noAggregates: 'a lambda' }) };
}
