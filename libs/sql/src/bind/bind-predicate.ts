import { readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { commonArgumentType } from '../dialect/functions.js';
import { simpleType, type TrinoType } from '../types/trino-type.js';
import type { Binder, Place } from './binder.js';
import { bindSubquery } from './bind-subquery.js';
import type { BoundExpression } from './bound.js';
import { comparisonText, isNumber } from './comparison-text.js';
import { quoteIdentifier } from './duckdb-text.js';

/** The parser's names of the comparisons. */
export const COMPARISONS: Readonly<Record<string, string>> = { eq: '=', neq: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** Trino does not chain predicates, `a = b = c`; the parser reads them from the left. */
const PREDICATES = [...Object.keys(COMPARISONS), 'between', 'in', 'is_null', 'like', 'not'];

const BOOLEAN = simpleType('boolean');

export function bindComparison(binder: Binder, kind: string, value: SyntaxBody, place: Place): BoundExpression {
  const operator = COMPARISONS[kind] ?? kind;
  const body = binder.body(value, ['left', 'right'], operator);
  const [left, right] = together(binder, operator, [body['left'], body['right']], place, value);
  return { sql: left && right ? comparisonText(operator, left, right) : '', type: BOOLEAN };
}

export function bindBetween(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this', 'low', 'high', 'not'], 'BETWEEN');
  const [operand, low, high] = together(binder, 'BETWEEN', [body['this'], body['low'], body['high']], place, value);
  if (operand?.type.kind === 'double' && low && high) {
    const sides = [comparisonText('>=', operand, low), comparisonText('<=', operand, high)];
    return { sql: negate(body, `(${sides.join(' AND ')})`), type: BOOLEAN };
  }
  return { sql: negate(body, `(${operand?.sql} BETWEEN ${low?.sql} AND ${high?.sql})`), type: BOOLEAN };
}

export function bindIn(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this', 'expressions', 'query', 'not'], 'IN');
  if (body['query'] !== null && body['query'] !== undefined) return bindInSubquery(binder, body, place);
  const [operand, ...items] = together(binder, 'IN', [body['this'], ...readList(body['expressions'])], place, value);
  if (operand?.type.kind === 'double' && !items.every(({ sql }) => isNumber(sql) || /^CAST\(NULL/.test(sql)))
    throw binder.unsupported('IN with doubles that are not written out', value, 'IN');
  return { sql: negate(body, `(${operand?.sql} IN (${items.map((item) => item.sql).join(', ')}))`), type: BOOLEAN };
}

function bindInSubquery(binder: Binder, body: SyntaxBody, place: Place): BoundExpression {
  assertNoPredicate(binder, body['this'], 'IN');
  const operand = binder.expression(body['this'], place);
  const query = bindSubquery(binder, body['query'], place);
  const [field, ...others] = query.fields;
  if (!field || others.length > 0) {
    throw binder.refusal('SQL_TYPE_MISMATCH', 'a subquery after IN must have one column', body, 'IN');
  }
  const type = commonArgumentType([operand.type, field.type]);
  if (!type) throw binder.mismatch('IN', [operand.type, field.type], body, 'IN');
  binder.use('IN (subquery)', body, type.kind, 'IN');
  const left = binder.coerce(operand, type, body).sql;
  const alias = quoteIdentifier(binder.names.allocate('q'));
  const column = binder.coerce({ sql: `${alias}.${quoteIdentifier(field.column)}`, type: field.type }, type, body).sql;
  const where = type.kind === 'double' ? ` WHERE ${column} IS NULL OR NOT isnan(${column})` : '';
  return { sql: negate(body, `(${left} IN (SELECT ${column} FROM (${query.sql}) AS ${alias}${where}))`), type: BOOLEAN };
}

export function bindIsNull(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['this', 'not', 'postfix_form'], 'IS NULL');
  assertNoPredicate(binder, body['this'], 'IS');
  const operand = binder.expression(body['this'], place);
  if (operand.type.kind !== 'unknown') binder.use('IS NULL', value, operand.type.kind, 'is');
  return { sql: `(${operand.sql} IS ${body['not'] === true ? 'NOT ' : ''}NULL)`, type: BOOLEAN };
}

/** `a IS [NOT] DISTINCT FROM b`: nulls are compared as values. */
export function bindDistinctFrom(binder: Binder, value: SyntaxBody, place: Place, isNot: boolean): BoundExpression {
  const body = binder.body(value, ['left', 'right'], 'IS DISTINCT FROM');
  const [left, right] = together(binder, 'IS DISTINCT FROM', [body['left'], body['right']], place, value);
  return { sql: `(${left?.sql} IS ${isNot ? 'NOT ' : ''}DISTINCT FROM ${right?.sql})`, type: BOOLEAN };
}

export function bindLike(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['left', 'right', 'escape'], 'LIKE');
  const [left, right] = [body['left'], body['right']].map((side) => {
    assertNoPredicate(binder, side, 'LIKE');
    return binder.expression(side, place);
  });
  for (const side of [left, right]) {
    if (side?.type.kind !== 'varchar')
      throw binder.mismatch(
        'LIKE',
        [left, right].flatMap((each) => each?.type ?? []),
        value,
        'LIKE',
      );
  }
  const escape = body['escape'];
  binder.use(escape ? 'LIKE ESCAPE' : 'LIKE', value, 'varchar', 'like');
  return {
    sql: `(${left?.sql} LIKE ${right?.sql}${escape ? ` ESCAPE ${bindEscape(binder, escape, place)}` : ''})`,
    type: BOOLEAN,
  };
}

function bindEscape(binder: Binder, node: unknown, place: Place): string {
  const literal = readNode(node);
  const mark = literal?.kind === 'literal' && literal.body['literal_type'] === 'string' ? String(literal.body['value']) : '';
  if (!/^[\x20-\x7e]$/.test(mark)) throw binder.unsupported('ESCAPE with anything but one ASCII character', node, 'escape');
  return binder.expression(node, place).sql;
}

/** All operands, brought to one type that may be compared. */
export function together(
  binder: Binder,
  name: string,
  nodes: readonly unknown[],
  place: Place,
  node: unknown,
): BoundExpression[] {
  const bound = nodes.map((each) => {
    assertNoPredicate(binder, each, name);
    return binder.expression(each, place);
  });
  const type = commonArgumentType(bound.map((each) => each.type));
  if (!type) throw binder.mismatch(`'${name}'`, distinctTypes(bound), node, name);
  binder.use(name, node, type.kind);
  return bound.map((each) => binder.coerce(each, type, node));
}

function distinctTypes(bound: readonly BoundExpression[]): TrinoType[] {
  return bound.map((each) => each.type);
}

function assertNoPredicate(binder: Binder, node: unknown, name: string): void {
  if (!PREDICATES.includes(readNode(node)?.kind ?? '')) return;
  throw binder.refusal(
    'SQL_SYNTAX',
    `Trino does not chain conditions: '${name}' stands beside another`,
    node,
    name,
    'Write parentheses.',
  );
}

function negate(body: SyntaxBody, sql: string): string {
  return body['not'] === true ? `(NOT ${sql})` : sql;
}
