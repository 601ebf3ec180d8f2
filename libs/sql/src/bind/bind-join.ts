import { commonArgumentType } from '../dialect/functions.js';
import { isBody, readIdentifier, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { bindFromItem, type BoundRelation } from './bind-from.js';
import { asBoolean } from './bind-operator.js';
import { bindUnnest, isUnnest } from './bind-unnest.js';
import type { Binder, CteScope } from './binder.js';
import { newGrouping, type Scope, type ScopeField } from './scope.js';
import { noteRead } from './bind-column.js';

const JOINS: Readonly<Record<string, string>> = { Inner: 'INNER', Left: 'LEFT', Right: 'RIGHT', Full: 'FULL', Cross: 'CROSS' };
const JOIN = ['this', 'on', 'using', 'kind', 'nesting_group', 'use_inner_keyword', 'use_outer_keyword'];

/** FROM with its joins, from the left. */
export function bindFrom(binder: Binder, body: SyntaxBody, ctes: CteScope, outer: Scope | null): BoundRelation {
  const from = isBody(body['from']) ? binder.body(body['from'], ['expressions'], 'FROM') : {};
  const joins = readList(body['joins']).map((join) => binder.body(join, JOIN, 'JOIN'));
  assertNoMixture(binder, readList(from['expressions']).length > 1, joins);
  const [first, ...others] = readList(from['expressions']);
  if (first === undefined) return { sql: '', fields: [] };
  const start = others.reduce<BoundRelation>(
    (left, item) => commaJoin(binder, left, bindItem(binder, item, left, ctes, outer), from),
    bindItem(binder, first, { sql: '', fields: [] }, ctes, outer),
  );
  return joins.reduce((left, join) => bindJoin(binder, left, join, ctes, outer), start);
}

/** UNNEST alone sees the relations before it. */
function bindItem(binder: Binder, item: unknown, left: BoundRelation, ctes: CteScope, outer: Scope | null): BoundRelation {
  return isUnnest(item) ? bindUnnest(binder, item, left.fields, ctes) : bindFromItem(binder, item, ctes, outer);
}

/** A join binds tighter than a comma; the parser's tree no longer says which came first. */
function assertNoMixture(binder: Binder, hasComma: boolean, joins: readonly SyntaxBody[]): void {
  const commas = joins.filter((join) => join['kind'] === 'Implicit').length + (hasComma ? 1 : 0);
  if (commas === 0 || (joins.length === 0 && hasComma)) return;
  throw binder.refusal(
    'SQL_NOT_SUPPORTED',
    'commas beside JOIN in one FROM are not supported',
    joins[0],
    'join',
    'Write CROSS JOIN.',
  );
}

function commaJoin(binder: Binder, left: BoundRelation, right: BoundRelation, node: unknown): BoundRelation {
  binder.use('FROM with commas', node);
  return { sql: `${left.sql} CROSS JOIN ${right.sql}`, fields: [...left.fields, ...right.fields] };
}

function bindJoin(binder: Binder, left: BoundRelation, join: SyntaxBody, ctes: CteScope, outer: Scope | null): BoundRelation {
  const kind = JOINS[String(join['kind'])];
  if (!kind) throw binder.unsupported(`${String(join['kind'])} JOIN`, join, String(join['kind']));
  binder.use(`${kind} JOIN`, join, undefined, 'join');
  const right = bindItem(binder, join['this'], left, ctes, outer);
  if (isUnnest(join['this']) && !isPlainUnnest(kind, join))
    throw binder.unsupported(`${kind} JOIN UNNEST with a condition`, join, 'join');
  const sql = `${left.sql} ${kind} JOIN ${right.sql}`;
  const using = readList(join['using']).flatMap((each) => readIdentifier(each)?.name ?? []);
  if (using.length > 0) return bindUsing(binder, sql, left, right, kind, using, join);
  const fields = [...left.fields, ...right.fields];
  if (kind === 'CROSS') return { sql, fields };
  if (!join['on']) throw binder.refusal('SQL_SYNTAX', `${kind} JOIN needs ON or USING`, join, 'join');
  const scope = { fields, parent: outer, grouping: newGrouping() };
  const condition = asBoolean(binder, join['on'], { scope, ctes, noAggregates: 'ON' }, 'ON');
  return { sql: `${sql} ON ${condition.sql}`, fields };
}

/** UNNEST is joined to every row, or kept out where it has none. */
function isPlainUnnest(kind: string, join: SyntaxBody): boolean {
  const on = readNode(join['on']);
  const isTrue = on?.kind === 'boolean' && on.body['value'] === true;
  return kind === 'CROSS' || (isTrue && (kind === 'LEFT' || kind === 'INNER'));
}

/** USING: the named columns come first, once, and no relation's name reaches them any more. */
function bindUsing(
  binder: Binder,
  sql: string,
  left: BoundRelation,
  right: BoundRelation,
  kind: string,
  names: readonly string[],
  node: SyntaxBody,
): BoundRelation {
  binder.use('USING', node);
  const pairs = names.map((name) => ({ name, a: only(binder, left, name, node), b: only(binder, right, name, node) }));
  const conditions = pairs.map(({ a, b }) => equality(binder, a, b, node));
  const merged = pairs.map(({ name, a, b }): ScopeField => {
    const kept = kind === 'RIGHT' ? b : a;
    const text = kind === 'FULL' ? `coalesce(${a.sql}, ${b.sql})` : kept.sql;
    return { relation: [], name, type: kept.type, sql: text };
  });
  const used = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const rest = [...left.fields, ...right.fields].filter((field) => !used.has(field));
  return { sql: `${sql} ON ${conditions.join(' AND ')}`, fields: [...merged, ...rest] };
}

function equality(binder: Binder, a: ScopeField, b: ScopeField, node: unknown): string {
  const type = commonArgumentType([a.type, b.type]);
  if (!type || a.type.kind !== b.type.kind) throw binder.mismatch('USING', [a.type, b.type], node, 'using');
  binder.use('=', node, type.kind, 'using');
  [a, b].forEach((field) => noteRead(binder, field));
  const side = (field: ScopeField) => binder.coerce({ sql: field.sql, type: field.type }, type, node).sql;
  return `(${side(a)} = ${side(b)})`;
}

function only(binder: Binder, side: BoundRelation, name: string, node: unknown): ScopeField {
  const [field, ...others] = side.fields.filter((each) => each.name?.toLowerCase() === name.toLowerCase());
  if (!field) throw binder.refusal('SQL_COLUMN_NOT_FOUND', `column '${name}' of USING is missing on one side`, node, name);
  if (others.length > 0) throw binder.refusal('SQL_COLUMN_AMBIGUOUS', `column '${name}' of USING is ambiguous`, node, name);
  return field;
}
