import { SCALAR_SIGNATURES } from '../dialect/scalar/scalar-signatures.js';
import { zoneOf } from '../dialect/scalar/zone.js';
import { isBody, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { simpleType, timestampType, zonedType } from '../types/trino-type.js';
import { bindScalarCall } from './bind-scalar-call.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';
import { instantOf } from './time-text.js';

/** What the clock is cut to, by the digits that are asked for. */
const CUTS: Readonly<Record<string, string>> = {
  0: "date_trunc('second', CAST(now() AS TIMESTAMP))",
  3: "date_trunc('millisecond', CAST(now() AS TIMESTAMP))",
  6: 'CAST(now() AS TIMESTAMP)',
};

const CLOCKS = ['current_timestamp', 'now', 'localtimestamp', 'current_date'];

/** `current_timestamp`, `localtimestamp(6)`, `now()`, `current_date`: one time for the whole statement; null for any other call. */
export function bindClock(binder: Binder, kind: string, value: SyntaxBody): BoundExpression | null {
  const name = kind === 'function' ? String(value['name']).toLowerCase() : kind;
  if (!CLOCKS.includes(name)) return null;
  const body = binder.body(value, ['name', 'args', 'no_parens'], name);
  binder.use(name === 'now' ? 'current_timestamp' : name, value, undefined, name);
  const [digits, ...others] = readList(body['args']).map((each) => String(readNode(each)?.body['value']));
  const cut = CUTS[digits ?? '3'];
  if (!cut || others.length > 0 || (digits !== undefined && (name === 'now' || name === 'current_date')))
    throw binder.unsupported(`${name} with this precision`, value, name);
  if (name === 'current_date') return { sql: 'CAST(now() AS DATE)', type: simpleType('date') };
  const precision = Number(digits ?? '3');
  if (name === 'localtimestamp') return { sql: cut, type: timestampType(precision) };
  return { sql: instantOf(cut, 'UTC'), type: zonedType(precision) };
}

/** `x AT TIME ZONE 'Europe/Berlin'`: the same instant on another clock. */
export function bindAtTimeZone(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this', 'zone'], 'AT TIME ZONE');
  const operand = binder.expression(body['this'], place);
  const literal = readNode(body['zone']);
  const zone = literal?.kind === 'literal' ? zoneOf(String(literal.body['value'])) : null;
  if (zone === null) throw binder.unsupported('this time zone', value, 'zone');
  const { type } = operand;
  if (type.kind !== 'timestamp' && type.kind !== 'timestamptz') throw binder.mismatch('AT TIME ZONE', [type], value, 'zone');
  binder.use('AT TIME ZONE', value, undefined, 'zone');
  const { sql } = binder.coerce(operand, zonedType(type.precision), value);
  return { sql, type: zonedType(type.precision, zone, type.kind === 'timestamptz' && type.vague) };
}

/** The parser's names of fields that have other names as functions. */
const FIELDS: Readonly<Record<string, string>> = { dayofweek: 'day_of_week', dayofyear: 'day_of_year' };

/** `EXTRACT(YEAR FROM x)` is `year(x)`. */
export function bindExtract(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this', 'field'], 'EXTRACT');
  const field = isBody(body['field']) ? String(body['field']['Custom']) : String(body['field']);
  const name = FIELDS[field.toLowerCase()] ?? field.toLowerCase();
  if (!SCALAR_SIGNATURES.has(name)) throw binder.unsupported(`EXTRACT(${field})`, value, 'extract');
  binder.use('EXTRACT', value, undefined, 'extract');
  return bindScalarCall(binder, { name, nodes: [body['this']] }, place, value);
}
