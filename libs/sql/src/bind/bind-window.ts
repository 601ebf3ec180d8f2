import { isBody, isSet, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { commonType, simpleType, type TrinoType } from '../types/trino-type.js';
import { bindWindowAggregate, isCall } from './bind-function.js';
import { orderKeys } from './bind-order.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';

/** Functions without arguments that number the rows of a window. */
const NUMBERING: Readonly<Record<string, TrinoType>> = {
  row_number: simpleType('bigint'),
  rank: simpleType('bigint'),
  dense_rank: simpleType('bigint'),
  percent_rank: simpleType('double'),
  cume_dist: simpleType('double'),
};

/** Functions that look at another row of the window. */
const LOOKING = ['lag', 'lead', 'first_value', 'last_value', 'nth_value'];
const OVER = ['partition_by', 'order_by', 'frame'];

/** `f(...) OVER (...)`; nulls are ordered last, as everywhere in Trino. */
export function bindWindow(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this', 'over'], 'OVER');
  if (place.noAggregates !== null) {
    throw binder.refusal('SQL_AGGREGATE_MISPLACED', `OVER cannot stand in ${place.noAggregates}`, value, 'over');
  }
  const over = binder.body(body['over'], OVER, 'OVER');
  const node = readNode(body['this']);
  if (!node) throw binder.unsupported('this window', value, 'over');
  const bound = bindWindowFunction(binder, node.kind, node.body, place);
  const window = overText(binder, over, place);
  return { sql: bound.over(`OVER (${window})`), type: bound.type };
}

interface WindowCall {
  readonly type: TrinoType;
  /** The whole text, from that of the window. */
  readonly over: (window: string) => string;
}

function plainCall(sql: string, type: TrinoType): WindowCall {
  return { type, over: (window) => `${sql} ${window}` };
}

function bindWindowFunction(binder: Binder, kind: string, body: SyntaxBody, place: Place): WindowCall {
  const type = NUMBERING[kind];
  if (type) {
    binder.body(body, ['args'], `${kind}()`);
    binder.use(`${kind}() OVER`, body, undefined, kind);
    return plainCall(`${kind}()`, type);
  }
  if (kind === 'n_tile') return bindNtile(binder, body, place);
  if (LOOKING.includes(kind)) return bindLooking(binder, kind, body, place);
  if (isCall(kind)) return bindWindowAggregate(binder, kind, body, place);
  throw binder.unsupported(`${kind}() OVER`, body, kind);
}

function bindNtile(binder: Binder, value: SyntaxBody, place: Place): WindowCall {
  const body = binder.body(value, ['num_buckets'], 'ntile()');
  const count = binder.coerce(binder.expression(body['num_buckets'], place), simpleType('bigint'), body);
  binder.use('ntile() OVER', body, undefined, 'ntile');
  return plainCall(`ntile(${count.sql})`, simpleType('bigint'));
}

function bindLooking(binder: Binder, name: string, value: SyntaxBody, place: Place): WindowCall {
  const body = binder.body(value, ['this', 'offset', 'default', 'ignore_nulls'], `${name}()`);
  const of = binder.expression(body['this'], place);
  const other = isSet(body['default']) ? binder.expression(body['default'], place) : null;
  const type = other ? commonType(of.type, other.type) : of.type;
  if (!type) throw binder.mismatch(`${name}()`, [of.type, other?.type ?? of.type], body, name);
  binder.use(`${name}() OVER`, body, undefined, name);
  const args = [
    binder.coerce(of, type, body).sql,
    ...(isSet(body['offset']) ? [wholeNumber(binder, body['offset'], name)] : []),
    ...(other ? [binder.coerce(other, type, body).sql] : []),
  ];
  if (body['ignore_nulls'] === true) binder.use('IGNORE NULLS', body, undefined, 'ignore');
  const nulls = body['ignore_nulls'] === true ? ' IGNORE NULLS' : '';
  return plainCall(`${name}(${args.join(', ')}${nulls})`, type);
}

function overText(binder: Binder, over: SyntaxBody, place: Place): string {
  const partitions = readList(over['partition_by']).map((each) => {
    const bound = binder.expression(each, place);
    binder.use('PARTITION BY', each, bound.type.kind, 'partition');
    return bound.sql;
  });
  const partition = partitions.length > 0 ? `PARTITION BY ${partitions.join(', ')}` : '';
  const keys = orderKeys(binder, readList(over['order_by']), (node) => {
    const bound = binder.expression(node, place);
    return { text: bound.sql, kind: bound.type.kind };
  });
  const order = keys.length > 0 ? `ORDER BY ${keys.join(', ')}` : '';
  return [partition, order, frameText(binder, over['frame'])].filter((part) => part !== '').join(' ');
}

const FRAME = ['kind', 'start', 'end', 'kind_text', 'start_side_text', 'end_side_text'];
const KINDS: Readonly<Record<string, string>> = { Rows: 'ROWS', Range: 'RANGE' };

function frameText(binder: Binder, value: unknown): string {
  if (!isBody(value)) return '';
  const frame = binder.body(value, FRAME, 'a window frame');
  const kind = KINDS[String(frame['kind'])];
  if (!kind) throw binder.unsupported('this window frame', value, 'rows');
  binder.use(`${kind} frame`, value, undefined, kind);
  const start = boundText(binder, frame['start'], kind);
  const end = isSet(frame['end']) ? boundText(binder, frame['end'], kind) : 'CURRENT ROW';
  return `${kind} BETWEEN ${start} AND ${end}`;
}

const BOUNDS: Readonly<Record<string, string>> = {
  UnboundedPreceding: 'UNBOUNDED PRECEDING',
  UnboundedFollowing: 'UNBOUNDED FOLLOWING',
  CurrentRow: 'CURRENT ROW',
};

function boundText(binder: Binder, value: unknown, kind: string): string {
  const fixed = typeof value === 'string' ? BOUNDS[value] : undefined;
  if (fixed) return fixed;
  const bound = isBody(value) ? value : {};
  const side = ['Preceding', 'Following'].find((each) => each in bound);
  if (!side || kind === 'RANGE') throw binder.unsupported('a RANGE frame with an offset', value, kind);
  return `${wholeNumber(binder, bound[side], 'a window frame')} ${side.toUpperCase()}`;
}

function wholeNumber(binder: Binder, value: unknown, where: string): string {
  const literal = readNode(value);
  const text = literal?.kind === 'literal' && literal.body['literal_type'] === 'number' ? String(literal.body['value']) : '';
  if (!/^\d{1,18}$/.test(text)) throw binder.unsupported(`${where} with anything but a whole number`, value, where);
  return text;
}
