import { isBody, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { columnParts } from './bind-column.js';
import type { SelectItem } from './bind-select-list.js';
import type { Binder, Place } from './binder.js';
import type { BoundField } from './bound.js';
import { resolveColumn } from './scope.js';

const ORDERED = ['this', 'desc', 'nulls_first', 'explicit_asc'];

/** ORDER BY of one SELECT: ordinals, the names of its columns first, then whatever is in reach. */
export function orderBySelect(binder: Binder, body: SyntaxBody, items: readonly SelectItem[], place: Place): string {
  return orderBy(binder, body, (node) => {
    const index = outputIndex(
      binder,
      node,
      items.map((item) => item.name),
    );
    const item = index === null ? null : items[index];
    if (item) return { text: String((index ?? 0) + 1), kind: item.expression.type.kind };
    const bound = binder.expression(node, withOutput(binder, place, items, node));
    const same = items.findIndex((each) => each.expression.sql === bound.sql);
    if (body['distinct'] === true && same < 0) {
      throw binder.refusal('SQL_TYPE_MISMATCH', 'with SELECT DISTINCT, ORDER BY takes selected columns only', node);
    }
    return { text: same < 0 ? bound.sql : String(same + 1), kind: bound.type.kind };
  });
}

/** ORDER BY of a union: ordinals and names of its columns. */
export function orderByFields(binder: Binder, body: SyntaxBody, fields: readonly BoundField[]): string {
  return orderBy(binder, body, (node) => {
    const index = outputIndex(
      binder,
      node,
      fields.map((field) => field.name),
    );
    const field = index === null ? undefined : fields[index];
    if (!field) throw binder.unsupported('ORDER BY an expression after UNION', node, 'order');
    return { text: String((index ?? 0) + 1), kind: field.type.kind };
  });
}

type OrderKey = (node: unknown) => { readonly text: string; readonly kind: BoundField['type']['kind'] };

function orderBy(binder: Binder, body: SyntaxBody, key: OrderKey): string {
  const clause = isBody(body['order_by']) ? binder.body(body['order_by'], ['expressions'], 'ORDER BY') : {};
  const parts = orderKeys(binder, readList(clause['expressions']), key);
  return parts.length > 0 ? ` ORDER BY ${parts.join(', ')}` : '';
}

/** The keys of an ORDER BY, each with its direction and the place of nulls. */
export function orderKeys(binder: Binder, nodes: readonly unknown[], key: OrderKey): string[] {
  return nodes.map((each) => {
    const ordered = binder.body(each, ORDERED, 'ORDER BY');
    const { text, kind } = key(ordered['this']);
    binder.use('ORDER BY', each, kind, 'order');
    return `${text} ${direction(binder, ordered)}`;
  });
}

/** NULLs are last in Trino, whatever the direction, unless the statement says otherwise. */
function direction(binder: Binder, ordered: SyntaxBody): string {
  const order = ordered['desc'] === true ? 'DESC' : 'ASC';
  const nulls = ordered['nulls_first'] === true ? 'NULLS FIRST' : 'NULLS LAST';
  binder.use(order, ordered);
  binder.use(nulls, ordered);
  return `${order} ${nulls}`;
}

/** The place, from 0, of the column that an ordinal or a bare name stands for; null for any other expression. */
export function outputIndex(binder: Binder, value: unknown, names: readonly (string | null)[]): number | null {
  const node = readNode(value);
  if (node?.kind === 'literal') return ordinalIndex(binder, node.body, names.length, 'ORDER BY ordinal');
  const parts = node?.kind === 'column' ? columnParts('column', node.body) : null;
  if (parts?.length !== 1) return null;
  const matches = names.flatMap((name, index) => (name?.toLowerCase() === parts[0]?.toLowerCase() ? [index] : []));
  if (matches.length > 1) throw binder.refusal('SQL_COLUMN_AMBIGUOUS', `column '${parts[0]}' is ambiguous`, value);
  return matches[0] ?? null;
}

export function ordinalIndex(binder: Binder, literal: SyntaxBody, count: number, construct: string): number {
  const text = String(literal['value']);
  binder.use(construct, literal, undefined, text);
  const ordinal = literal['literal_type'] === 'number' && /^\d+$/.test(text) ? Number(text) : 0;
  if (ordinal < 1 || ordinal > count) {
    throw binder.refusal('SQL_OUT_OF_RANGE', `'${text}' is no position of the ${count} selected columns`, literal, text);
  }
  return ordinal - 1;
}

/** Inside of an expression a selected column's name would go before a column of FROM: where both exist, it is not guessed. */
function withOutput(binder: Binder, place: Place, items: readonly SelectItem[], node: unknown): Place {
  for (const name of bareNames(node)) {
    const selected = items.filter((item) => item.name?.toLowerCase() === name.toLowerCase());
    const resolution = resolveColumn(place.scope, [name]);
    const isSame = resolution.kind === 'found' && selected.every((item) => item.expression.sql === resolution.field.sql);
    if (selected.length > 0 && !isSame) throw binder.unsupported(`ORDER BY an expression of the selected '${name}'`, node, name);
  }
  return place;
}

function bareNames(tree: unknown): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const node = readNode(tree);
  const parts = node?.kind === 'column' ? columnParts('column', node.body) : null;
  if (parts) return parts.length === 1 ? parts : [];
  return Object.values(tree).flatMap(bareNames);
}
