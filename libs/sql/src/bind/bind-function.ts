import { commonArgumentType, type FunctionRule, TAIL } from '../dialect/functions.js';
import { findFunction } from '../dialect/allow-list.js';
import { isBody, readList, type SyntaxBody } from '../syntax/syntax-node.js';
import { simpleType } from '../types/trino-type.js';
import { concatArrays } from './array-functions.js';
import { filterText, inAggregate } from './aggregate-place.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';
import { castText, isSameDuckdbType } from './duckdb-text.js';

/** How the parser writes the calls that it has nodes of their own for: the fields that hold arguments. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  count: ['this'],
  min: ['this'],
  max: ['this'],
  sum: ['this'],
  avg: ['this'],
  count_if: ['this'],
  logical_and: ['this'],
  logical_or: ['this'],
  any_value: ['this'],
  abs: ['this'],
  length: ['this'],
  coalesce: ['expressions'],
  function: ['args'],
};
/** Aggregates of which DISTINCT is known. */
const DISTINCT = ['count', 'sum', 'avg', 'min', 'max'];
const KNOWN = ['name', 'original_name', 'star', 'distinct', 'filter'];

/** The parser's kinds whose names are not Trino's. */
const NAMES: Readonly<Record<string, string>> = { logical_and: 'bool_and', logical_or: 'bool_or', arbitrary: 'any_value' };

function nameOf(kind: string, value: SyntaxBody): string {
  const written = kind === 'function' ? String(value['name']).toLowerCase() : kind;
  return NAMES[written] ?? written;
}

export function isCall(kind: string): boolean {
  return kind in ARGUMENTS;
}

/** A call of a function that is on the list; `count(*)` and `count(DISTINCT x)` are entries of their own. */
export function bindCall(binder: Binder, kind: string, value: SyntaxBody, place: Place): BoundExpression {
  const fields = ARGUMENTS[kind] ?? [];
  const name = nameOf(kind, value);
  const body = binder.body(value, [...fields, ...KNOWN], `${name}()`);
  const rule = findFunction(name);
  if (!rule || body['no_parens'] === true) throw binder.unsupported(`${name}()`, value, name);
  return rule.aggregate ? bindAggregate(binder, rule, body, fields, place) : bindScalar(binder, rule, body, fields, place);
}

/** An aggregate over a window: it groups nothing. */
export function bindWindowAggregate(binder: Binder, kind: string, value: SyntaxBody, place: Place) {
  const fields = ARGUMENTS[kind] ?? [];
  const name = nameOf(kind, value);
  const body = binder.body(value, [...fields, ...KNOWN], `${name}() OVER`);
  const rule = findFunction(name);
  if (!rule?.aggregate || body['distinct'] === true || body['filter']) throw binder.unsupported(`${name}() OVER`, value, name);
  const bound =
    body['star'] === true ? countRows(binder, body) : applyRule(binder, rule, argumentNodes(body, fields), place, body);
  binder.use(`${name}() OVER`, body, undefined, name);
  const over = (window: string) => {
    const sql = followedBy(bound.sql, ` ${window}`);
    return name === 'sum' ? castText(sql, bound.type) : sql;
  };
  return { type: bound.type, over };
}

function bindScalar(
  binder: Binder,
  rule: FunctionRule,
  body: SyntaxBody,
  fields: readonly string[],
  place: Place,
): BoundExpression {
  if (body['distinct'] === true || body['filter']) throw binder.unsupported(`${rule.name}() as an aggregate`, body, rule.name);
  const { sql, type } = applyRule(binder, rule, argumentNodes(body, fields), place, body);
  return { sql, type };
}

function bindAggregate(
  binder: Binder,
  rule: FunctionRule,
  body: SyntaxBody,
  fields: readonly string[],
  place: Place,
): BoundExpression {
  const { filter, ...bound } = inAggregate(binder, rule.name, body, place, () => ({
    ...(body['star'] === true ? countRows(binder, body) : applyAggregate(binder, rule, body, fields, place)),
    filter: filterText(binder, body['filter'], place),
  }));
  const sql = followedBy(bound.sql, filter);
  return { ...bound, sql: rule.name === 'sum' ? castText(sql, bound.type) : sql };
}

function followedBy(aggregate: string, tail: string): string {
  return aggregate.includes(TAIL) ? aggregate.replaceAll(TAIL, tail) : aggregate + tail;
}

function countRows(binder: Binder, body: SyntaxBody): BoundExpression {
  binder.use('count(*)', body, undefined, 'count');
  return { sql: 'count(*)', type: simpleType('bigint') };
}

function applyAggregate(
  binder: Binder,
  rule: FunctionRule,
  body: SyntaxBody,
  fields: readonly string[],
  place: Place,
): BoundExpression {
  const bound = applyRule(binder, rule, argumentNodes(body, fields), place, body);
  if (body['distinct'] !== true) return bound;
  const { kind } = bound.argument;
  if (!DISTINCT.includes(rule.name) || (rule.name !== 'count' && (kind === 'double' || kind === 'decimal')))
    throw binder.unsupported(`${rule.name}(DISTINCT)`, body, rule.name);
  binder.use(`${rule.name}(DISTINCT)`, body, undefined, rule.name);
  return { ...bound, sql: bound.sql.replace(`${rule.name}(`, `${rule.name}(DISTINCT `) };
}

function applyRule(binder: Binder, rule: FunctionRule, nodes: readonly unknown[], place: Place, node: unknown) {
  const [least, most] = rule.arguments;
  if (nodes.length < least || nodes.length > most) {
    throw binder.refusal('SQL_TYPE_MISMATCH', `${rule.name}() does not take ${nodes.length} arguments`, node, rule.name);
  }
  const bound = nodes.map((each) => binder.expression(each, place));
  const types = bound.map((each) => each.type);
  const arrays = rule.name === 'concat' && types[0]?.kind === 'array' ? concatArrays(binder, bound, node) : null;
  if (arrays) {
    binder.use('concat(array)', node, undefined, 'concat');
    return { ...arrays, argument: arrays.type };
  }
  if (rule.name === 'concat' && types.some(({ kind }) => kind === 'unknown'))
    throw binder.unsupported('concat() of NULL', node, 'concat');
  const argument = commonArgumentType(types);
  const returns = argument && rule.returns(argument);
  if (!returns && argument?.kind === 'decimal') throw binder.unsupported(`${rule.name}() of so many digits`, node, rule.name);
  if (!returns) throw binder.mismatch(`${rule.name}()`, types, node, rule.name);
  const first = bound[0]?.type ?? argument;
  if (rule.name === 'nullif' && !isSameDuckdbType(first, argument))
    throw binder.unsupported('nullif() of two types', node, 'nullif');
  binder.use(`${rule.name}()`, node, argument.kind, rule.name);
  const type = rule.name === 'nullif' ? first : returns;
  return {
    sql: rule.render(
      bound.map((each) => binder.coerce(each, argument, node).sql),
      argument,
    ),
    type,
    argument,
  };
}

function argumentNodes(body: SyntaxBody, fields: readonly string[]): unknown[] {
  return fields.flatMap((field) =>
    Array.isArray(body[field]) ? readList(body[field]) : isBody(body[field]) ? [body[field]] : [],
  );
}
