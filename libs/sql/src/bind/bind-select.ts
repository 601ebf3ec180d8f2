import { isBody, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { bindFrom } from './bind-join.js';
import { asBoolean } from './bind-operator.js';
import { bindGroupingSets } from './bind-grouping.js';
import { orderBySelect, ordinalIndex } from './bind-order.js';
import { bindSelectList, nameFields, type SelectItem, selectListText } from './bind-select-list.js';
import type { Binder, CteScope, Place } from './binder.js';
import type { BoundQuery } from './bound.js';
import { newGrouping, type Scope } from './scope.js';

export const SELECT = [
  ...[
    'expressions',
    'from',
    'joins',
    'where_clause',
    'group_by',
    'having',
    'order_by',
    'limit',
    'offset',
    'fetch',
    'distinct',
    'with',
  ],
];

/** One SELECT, clause by clause in the order in which Trino resolves names. */
export function bindSelect(binder: Binder, value: SyntaxBody, ctes: CteScope, outer: Scope | null): BoundQuery {
  const body = binder.body(value, SELECT, 'SELECT');
  binder.use('select', body);
  const from = bindFrom(binder, body, ctes, outer);
  const scope: Scope = { fields: from.fields, parent: outer, grouping: newGrouping() };
  const place: Place = { scope, ctes, noAggregates: null };
  const where = condition(binder, body['where_clause'], { ...place, noAggregates: 'WHERE' }, 'WHERE');
  scope.grouping.loose = [];
  const groups = bindGroups(binder, body, place);
  const items = bindSelectList(binder, body, place);
  const grouped = [...groups.map((group) => groupText(binder, group, items, body))];
  const having = condition(binder, body['having'], place, 'HAVING');
  const order = orderBySelect(binder, body, items, place);
  assertGrouped(binder, scope, body);
  const fields = nameFields(items);
  const distinct = body['distinct'] === true ? distinctText(binder, items, body) : '';
  const source = from.sql ? ` FROM ${from.sql}` : '';
  const group = grouped.length > 0 ? ` GROUP BY ${grouped.join(', ')}` : '';
  const sql = `SELECT ${distinct}${selectListText(items, fields)}${source}${where}${group}${having}${order}`;
  return { sql: sql + limitText(binder, body), fields };
}

function condition(binder: Binder, value: unknown, place: Place, clause: 'WHERE' | 'HAVING'): string {
  if (!isBody(value)) return '';
  binder.use(clause, value);
  return ` ${clause} ${asBoolean(binder, binder.body(value, ['this'], clause)['this'], place, clause).sql}`;
}

type Group = { readonly ordinal: number } | { readonly sql: string };

/** Grouping expressions become keys before the SELECT list is bound; ordinals are looked up after it. */
function bindGroups(binder: Binder, body: SyntaxBody, place: Place): Group[] {
  if (!isBody(body['group_by'])) return [];
  const clause = binder.body(body['group_by'], ['expressions'], 'GROUP BY');
  place.scope.grouping.hasAggregate = true;
  const count = readList(body['expressions']).length;
  return readList(clause['expressions']).map((value): Group => {
    const sets = bindGroupingSets(binder, value, place);
    if (sets !== null) return { sql: sets };
    const node = readNode(value);
    if (node?.kind === 'literal') return { ordinal: bindOrdinal(binder, node.body, body, count, place) };
    const bound = binder.expression(value, { ...place, noAggregates: 'GROUP BY' });
    binder.use('GROUP BY', value, bound.type.kind, 'group');
    place.scope.grouping.keys.add(bound.sql);
    place.scope.grouping.loose = [];
    return { sql: bound.sql };
  });
}

function bindOrdinal(binder: Binder, literal: SyntaxBody, body: SyntaxBody, count: number, place: Place): number {
  const expressions = readList(body['expressions']);
  if (expressions.some((each) => readNode(each)?.kind === 'star'))
    throw binder.unsupported('GROUP BY ordinal with *', literal, 'group');
  const index = ordinalIndex(binder, literal, count, 'GROUP BY ordinal');
  const node = readNode(expressions[index]);
  const target = node?.kind === 'alias' ? node.body['this'] : expressions[index];
  place.scope.grouping.keys.add(binder.expression(target, { ...place, noAggregates: 'GROUP BY' }).sql);
  place.scope.grouping.loose = [];
  return index;
}

function groupText(binder: Binder, group: Group, items: readonly SelectItem[], node: unknown): string {
  if ('sql' in group) return group.sql;
  const item = items[group.ordinal];
  if (item) binder.use('GROUP BY', node, item.expression.type.kind, 'group');
  return String(group.ordinal + 1);
}

function assertGrouped(binder: Binder, { grouping }: Scope, body: SyntaxBody): void {
  const [loose] = grouping.loose;
  if (!loose || !(grouping.hasAggregate || isBody(body['having']))) return;
  const message = `'${loose.name}' must be in GROUP BY or in an aggregate`;
  throw binder.refusal('SQL_NOT_GROUPED', message, loose.node);
}

function distinctText(binder: Binder, items: readonly SelectItem[], node: unknown): string {
  for (const { expression } of items) binder.use('DISTINCT', node, expression.type.kind);
  return 'DISTINCT ';
}

/** LIMIT and OFFSET take whole numbers; a union has them as they are, a SELECT in a node of their own. */
export function limitText(binder: Binder, body: SyntaxBody): string {
  const limit = rowCount(binder, body['limit'], 'LIMIT') ?? fetchCount(binder, body['fetch']);
  const offset = rowCount(binder, body['offset'], 'OFFSET');
  return `${limit === null ? '' : ` LIMIT ${limit}`}${offset === null ? '' : ` OFFSET ${offset}`}`;
}

/** `FETCH FIRST 5 ROWS ONLY` is LIMIT 5. */
function fetchCount(binder: Binder, value: unknown): string | null {
  if (!isBody(value)) return null;
  const body = binder.body(value, ['direction', 'count', 'rows'], 'FETCH');
  binder.use('FETCH', value, undefined, 'fetch');
  return isBody(body['count']) ? rowCount(binder, { this: body['count'] }, 'LIMIT') : '1';
}

function rowCount(binder: Binder, value: unknown, clause: 'LIMIT' | 'OFFSET'): string | null {
  if (!isBody(value)) return null;
  binder.use(clause, value);
  const inner = readNode(value)?.kind === 'literal' ? value : binder.body(value, ['this', 'rows'], clause)['this'];
  const literal = readNode(inner);
  const text = literal?.kind === 'literal' && literal.body['literal_type'] === 'number' ? String(literal.body['value']) : '';
  if (!/^\d{1,18}$/.test(text)) throw binder.unsupported(`${clause} with anything but a whole number`, value, clause);
  return text;
}
