import { isSet, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { arrayType, varcharType } from '../types/trino-type.js';
import { filterText, inAggregate } from './aggregate-place.js';
import { orderKeys } from './bind-order.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';

/** Aggregates that keep every value, in an order: null for any other node. */
export function bindListAggregate(binder: Binder, kind: string, value: SyntaxBody, place: Place): BoundExpression | null {
  if (kind === 'array_agg') return bindArrayAgg(binder, value, place);
  if (kind === 'within_group') return bindListagg(binder, value, null, place);
  if (kind === 'filter' && readNode(value['this'])?.kind === 'within_group') {
    const body = binder.body(value, ['this', 'expression'], 'FILTER');
    return bindListagg(binder, readNode(body['this'])?.body ?? {}, body['expression'], place);
  }
  return kind === 'aggregate_function' ? bindExtremeBy(binder, value, place) : null;
}

/** `array_agg(x ORDER BY y)`; without an order it is the engine's own, as in Trino. */
function bindArrayAgg(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this', 'distinct', 'filter', 'order_by', 'name'], 'array_agg()');
  binder.use('array_agg()', value, undefined, 'array_agg');
  return inAggregate(binder, 'array_agg', value, place, () => {
    const of = binder.expression(body['this'], place);
    if (of.type.kind === 'unknown') throw binder.unsupported('array_agg() of NULL', value, 'array_agg');
    const order = orderText(binder, body, of, place);
    return {
      sql: `list(${distinctText(body, of)}${of.sql}${order})${filterText(binder, body['filter'], place)}`,
      type: arrayType(of.type),
    };
  });
}

/** `listagg(x, ',') WITHIN GROUP (ORDER BY y)`. */
function bindListagg(binder: Binder, value: SyntaxBody, filter: unknown, place: Place): BoundExpression {
  const group = binder.body(value, ['this', 'order_by'], 'WITHIN GROUP');
  const node = readNode(group['this']);
  if (node?.kind !== 'list_agg') throw binder.unsupported('WITHIN GROUP', value, 'within');
  const call = binder.body(node.body, ['this', 'separator', 'distinct'], 'listagg()');
  binder.use('listagg()', value, undefined, 'listagg');
  return inAggregate(binder, 'listagg', value, place, () => {
    const of = binder.expression(call['this'], place);
    if (of.type.kind !== 'varchar') throw binder.mismatch('listagg()', [of.type], value, 'listagg');
    const separator = isSet(call['separator']) ? binder.expression(call['separator'], place).sql : "''";
    const order = orderText(binder, { ...call, order_by: group['order_by'] }, of, place);
    const sql = `string_agg(${distinctText(call, of)}${of.sql}, ${separator}${order})${filterText(binder, filter, place)}`;
    return { sql, type: varcharType(null) };
  });
}

const EXTREMES: Readonly<Record<string, string>> = { max_by: 'arg_max_null', min_by: 'arg_min_null' };

/** `max_by(x, y)`: the x of the greatest y, which may be NULL; `arbitrary` is any value that is not. */
function bindExtremeBy(binder: Binder, value: SyntaxBody, place: Place): BoundExpression | null {
  const name = String(value['name']).toLowerCase();
  const body = binder.body(value, ['name', 'args', 'filter'], `${name}()`);
  const nodes = readList(body['args']);
  const duckdb = name === 'arbitrary' ? 'any_value' : EXTREMES[name];
  if (!duckdb || nodes.length !== (name === 'arbitrary' ? 1 : 2)) throw binder.unsupported(`${name}()`, value, name);
  binder.use(`${name}()`, value, undefined, name);
  return inAggregate(binder, name, value, place, () => {
    const bound = nodes.map((each) => binder.expression(each, place));
    const key = bound.at(-1);
    if (!key || bound.some(({ type }) => type.kind === 'unknown')) throw binder.unsupported(`${name}() of NULL`, value, name);
    if (bound.length > 1 && ['double', 'real', 'array', 'other'].includes(key.type.kind))
      throw binder.unsupported(`${name}() by ${key.type.kind}`, value, name);
    const sql = `${duckdb}(${bound.map((each) => each.sql).join(', ')})${filterText(binder, body['filter'], place)}`;
    return { sql, type: bound[0]?.type ?? key.type };
  });
}

function orderText(binder: Binder, body: SyntaxBody, of: BoundExpression, place: Place): string {
  const keys = orderKeys(binder, readList(body['order_by']), (node) => {
    const key = binder.expression(node, place);
    if (body['distinct'] === true && key.sql !== of.sql)
      throw binder.unsupported('DISTINCT values in the order of others', node, 'order');
    return { text: key.sql, kind: key.type.kind };
  });
  return keys.length > 0 ? ` ORDER BY ${keys.join(', ')}` : '';
}

function distinctText(body: SyntaxBody, { type }: BoundExpression): string {
  return body['distinct'] === true && type.kind !== 'array' ? 'DISTINCT ' : '';
}
