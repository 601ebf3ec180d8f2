import { readIdentifier, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { simpleType, type TrinoType } from '../types/trino-type.js';
import type { BoundRelation } from './bind-from.js';
import type { Binder, CteScope } from './binder.js';
import { quoteIdentifier } from './duckdb-text.js';
import { newGrouping, type ScopeField } from './scope.js';

const ALIAS = ['this', 'alias', 'column_aliases', 'alias_explicit_as', 'alias_keyword'];

/** Whether an item of FROM is UNNEST, with or without a name. */
export function isUnnest(node: unknown): boolean {
  const item = readNode(node);
  return item?.kind === 'unnest' || (item?.kind === 'alias' && readNode(item.body['this'])?.kind === 'unnest');
}

/** `UNNEST(xs) WITH ORDINALITY AS t (x, n)`: a row for each element; it sees the relations before it, and not those of a query around it. */
export function bindUnnest(binder: Binder, node: unknown, before: readonly ScopeField[], ctes: CteScope): BoundRelation {
  const item = readNode(node);
  const alias: SyntaxBody = item?.kind === 'alias' ? binder.body(item.body, ALIAS, 'UNNEST') : { this: node };
  const unnest = binder.body(readNode(alias['this'])?.body, ['this', 'with_ordinality'], 'UNNEST');
  const scope = { fields: before, parent: null, grouping: newGrouping() };
  const array = binder.expression(unnest['this'], { scope, ctes, noAggregates: 'UNNEST' });
  const { type } = array;
  if (type.kind !== 'array' || type.element.kind === 'unknown')
    throw binder.unsupported(`UNNEST of ${type.kind}`, node, 'unnest');
  const isOrdered = unnest['with_ordinality'] === true;
  binder.use(isOrdered ? 'UNNEST WITH ORDINALITY' : 'UNNEST', node, undefined, 'unnest');
  const types: TrinoType[] = [type.element, ...(isOrdered ? [simpleType('bigint')] : [])];
  return relationOf(binder, array.sql, types, alias, isOrdered);
}

function relationOf(
  binder: Binder,
  array: string,
  types: readonly TrinoType[],
  alias: SyntaxBody,
  isOrdered: boolean,
): BoundRelation {
  const name = readIdentifier(alias['alias'])?.name;
  const written = readList(alias['column_aliases']).flatMap((each) => readIdentifier(each)?.name ?? []);
  if (written.length > 0 && written.length !== types.length) {
    const message = `${written.length} column names for ${types.length} columns`;
    throw binder.refusal('SQL_TYPE_MISMATCH', message, alias);
  }
  const unique = quoteIdentifier(binder.names.allocate(name ?? 'unnest'));
  const columns = types.map((_, index) => quoteIdentifier(`_col${index}`));
  const fields = types.map((type, index) => ({
    relation: name === undefined ? [] : [name],
    name: written[index] ?? null,
    type,
    sql: `${unique}.${columns[index] ?? ''}`,
  }));
  return { sql: `unnest(${array})${isOrdered ? ' WITH ORDINALITY' : ''} AS ${unique} (${columns.join(', ')})`, fields };
}
