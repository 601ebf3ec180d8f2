import { commonArgumentType } from '../dialect/functions.js';
import { isSet, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { arrayType, simpleType } from '../types/trino-type.js';
import { ARRAY_FUNCTIONS, type ArrayCall } from './array-functions.js';
import { bindLambda, isLambda } from './bind-lambda.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';
import { datesText, elementText } from './array-text.js';
import { readInterval } from './bind-operator.js';

/** The parser's own nodes for calls: the fields that hold their arguments. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  cardinality: ['this'],
  contains: ['this', 'expression'],
  element_at: ['this', 'expression'],
  array_distinct: ['this'],
  array_position: ['this', 'expression'],
  function: ['args'],
};
const KNOWN = ['name', 'args', 'original_name'];

/** `ARRAY[a, b]`: its elements brought to one type. */
export function bindArray(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['expressions', 'bracket_notation'], 'ARRAY');
  const elements = readList(body['expressions']).map((each) => binder.expression(each, place));
  const type = commonArgumentType(elements.map((each) => each.type));
  if (!type) {
    const types = elements.map((each) => each.type);
    throw binder.mismatch('ARRAY', types, value, 'array');
  }
  binder.use('ARRAY', value, undefined, 'array');
  return { sql: `[${elements.map((each) => binder.coerce(each, type, value).sql).join(', ')}]`, type: arrayType(type) };
}

/** `a[i]`: from 1; outside of the array it is an error. */
export function bindSubscript(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this', 'index'], 'subscript');
  const array = binder.expression(body['this'], place);
  if (array.type.kind !== 'array') throw binder.unsupported(`[] of ${array.type.kind}`, value, '[');
  const index = binder.coerce(binder.expression(body['index'], place), simpleType('bigint'), value);
  binder.use('subscript', value, undefined, '[');
  return { sql: elementText(array.sql, index.sql), type: array.type.element };
}

/** A function of arrays; null where the node is no call of one, or its arguments are none. */
export function bindArrayCall(binder: Binder, kind: string, value: SyntaxBody, place: Place): BoundExpression | null {
  const name = kind === 'function' ? String(value['name']).toLowerCase() : kind;
  const rule = ARRAY_FUNCTIONS[name];
  const fields = SHAPES[kind];
  if (!rule || !fields) return null;
  const body = binder.body(value, [...fields, ...KNOWN], `${name}()`);
  const nodes = fields.flatMap((field) =>
    Array.isArray(body[field]) ? readList(body[field]) : isSet(body[field]) ? [body[field]] : [],
  );
  const days = name === 'sequence' ? bindDates(binder, nodes, place) : null;
  if (days) {
    binder.use('sequence(dates)', value, undefined, name);
    return days;
  }
  const call = readCall(binder, nodes, place);
  if (!call) return null;
  const bound = rule(binder, call, value);
  if (!bound) throw binder.unsupported(`${name}() with these arguments`, value, name);
  binder.use(`${name}(array)`, value, undefined, name);
  return bound;
}

/** `sequence(a, b, INTERVAL '1' MONTH)` of dates; null for any other. */
function bindDates(binder: Binder, nodes: readonly unknown[], place: Place): BoundExpression | null {
  const interval = readNode(nodes[2]);
  if (nodes.length !== 3 || interval?.kind !== 'interval') return null;
  const { unit, count } = readInterval(binder, interval.body);
  const [from, to] = nodes.slice(0, 2).map((node) => binder.expression(node, place));
  const isDate = from?.type.kind === 'date' && to?.type.kind === 'date';
  if (!from || !to || !isDate || !['day', 'month', 'year'].includes(unit) || Number(count) < 1) {
    throw binder.unsupported('sequence() with these arguments', interval.body, 'sequence');
  }
  return { sql: datesText(from.sql, to.sql, unit, count), type: arrayType(from.type) };
}

/** Arguments, the lambda among them bound with the element of the first. */
function readCall(binder: Binder, nodes: readonly unknown[], place: Place): ArrayCall | null {
  const [first, second] = nodes;
  if (first === undefined || isLambda(first)) return null;
  const array = binder.expression(first, place);
  if (isLambda(second)) {
    if (array.type.kind !== 'array') return null;
    return { args: [array], lambda: bindLambda(binder, second, [array.type.element], place) };
  }
  return { args: [array, ...nodes.slice(1).map((node) => binder.expression(node, place))], lambda: null };
}
