import { readIdentifier, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { renderDuckdbType } from '../types/duckdb-type.js';
import { noteRead } from './bind-column.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression, BoundField } from './bound.js';
import { quoteIdentifier } from './duckdb-text.js';
import { fieldsOf, type ScopeField } from './scope.js';

/** One column of a SELECT. */
export interface SelectItem {
  readonly expression: BoundExpression;
  readonly name: string | null;
}

/** The items of a SELECT, with each star replaced by the columns it stands for, in their order. */
export function bindSelectList(binder: Binder, body: SyntaxBody, place: Place): SelectItem[] {
  return readList(body['expressions']).flatMap((value) => {
    const node = readNode(value);
    if (node?.kind === 'star') return expandStar(binder, binder.body(node.body, ['table'], '*'), place);
    if (node?.kind !== 'alias') {
      const expression = binder.expression(value, place);
      return [{ expression, name: expression.name ?? null }];
    }
    const alias = binder.body(node.body, ['this', 'alias', 'alias_explicit_as'], 'AS');
    return [{ expression: binder.expression(alias['this'], place), name: readIdentifier(alias['alias'])?.name ?? null }];
  });
}

function expandStar(binder: Binder, body: SyntaxBody, place: Place): SelectItem[] {
  const table = readIdentifier(body['table'])?.name;
  binder.use(table === undefined ? '*' : 'relation.*', body, undefined, '*');
  const all = table === undefined ? place.scope.fields : fieldsOf(place.scope, [table]);
  const fields = all.filter(({ hidden }) => hidden !== true);
  if (fields.length === 0) {
    const what = table === undefined ? '* without FROM' : `relation '${table}'`;
    throw binder.refusal('SQL_RELATION_NOT_FOUND', `${what} cannot be resolved`, body, '*');
  }
  return fields.map((field) => starItem(binder, field, place, body));
}

function starItem(binder: Binder, field: ScopeField, place: Place, node: unknown): SelectItem {
  binder.use('column', node, field.type.kind, '*');
  noteRead(binder, field);
  if (!place.scope.grouping.keys.has(field.sql)) place.scope.grouping.loose.push({ name: field.name ?? '*', node });
  return { expression: { sql: field.sql, type: field.type }, name: field.name };
}

/** Names each item in the written text: its own name where that is free, so that an outer query can name every column. */
export function nameFields(items: readonly SelectItem[]): BoundField[] {
  const taken = new Set<string>();
  return items.map(({ expression, name }, index) => {
    const wanted = name ?? `_col${index}`;
    let column = wanted;
    for (let count = 2; taken.has(column.toLowerCase()); count++) column = `${wanted}_${count}`;
    taken.add(column.toLowerCase());
    return { name, type: expression.type, column };
  });
}

export function selectListText(items: readonly SelectItem[], fields: readonly BoundField[]): string {
  return items
    .map(({ expression }, index) => `${itemText(expression)} AS ${quoteIdentifier(fields[index]?.column ?? '')}`)
    .join(', ');
}

/** A bare integer in GROUP BY or ORDER BY would be an ordinal, and a bare NULL has no type: neither is left bare. */
function itemText({ sql, type }: BoundExpression): string {
  return type.kind === 'integer' && /^\d+$/.test(sql) ? `CAST(${sql} AS ${renderDuckdbType(type)})` : sql;
}
