import { readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { simpleType } from '../types/trino-type.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';

const KINDS = ['ROLLUP', 'CUBE', 'GROUPING SETS'];

/** `ROLLUP (a, b)`, `CUBE (a, b)`, `GROUPING SETS ((a), ())`: null for any other item of GROUP BY. */
export function bindGroupingSets(binder: Binder, value: unknown, place: Place): string | null {
  const node = readNode(value);
  const name = node?.kind === 'function' ? String(node.body['name']).toUpperCase() : '';
  if (!node || !KINDS.includes(name)) return null;
  const body = binder.body(node.body, ['name', 'args'], name);
  binder.use(name, value, undefined, name.split(' ')[0] ?? name);
  const items = readList(body['args']).map((each) => {
    const tuple = readNode(each);
    if (tuple?.kind === 'tuple' || tuple?.kind === 'paren') return setText(binder, tuple.kind, tuple.body, place);
    return keyText(binder, each, place);
  });
  return `${name} (${items.join(', ')})`;
}

function setText(binder: Binder, kind: string, value: SyntaxBody, place: Place): string {
  const body = binder.body(value, ['expressions', 'this'], 'GROUPING SETS');
  const keys = kind === 'paren' ? [body['this']] : readList(body['expressions']);
  return `(${keys.map((key) => keyText(binder, key, place)).join(', ')})`;
}

/** Trino groups by columns here, not by expressions. */
function keyText(binder: Binder, node: unknown, place: Place): string {
  if (!['column', 'dot'].includes(readNode(node)?.kind ?? ''))
    throw binder.unsupported('grouping sets of expressions', node, 'group');
  const bound = binder.expression(node, { ...place, noAggregates: 'GROUP BY' });
  binder.use('GROUP BY', node, bound.type.kind, 'group');
  place.scope.grouping.keys.add(bound.sql);
  place.scope.grouping.loose = [];
  return bound.sql;
}

/** `grouping(a, b)`: which of the columns a row is not grouped by, as bits; null for any other call. */
export function bindGroupingCall(binder: Binder, kind: string, value: SyntaxBody, place: Place): BoundExpression | null {
  if (kind !== 'function' || String(value['name']).toLowerCase() !== 'grouping') return null;
  const body = binder.body(value, ['name', 'args'], 'grouping()');
  const keys = readList(body['args']).map((each) => binder.expression(each, place).sql);
  if (keys.length === 0 || keys.length > 31 || keys.some((key) => !place.scope.grouping.keys.has(key)))
    throw binder.unsupported('grouping() of what is not grouped by', value, 'grouping');
  binder.use('grouping()', value, undefined, 'grouping');
  return { sql: `CAST(grouping(${keys.join(', ')}) AS INTEGER)`, type: simpleType('integer') };
}
