import { isBody, readIdentifier, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { columnNames } from './bind-from.js';
import { orderByFields } from './bind-order.js';
import { bindSelect, limitText } from './bind-select.js';
import { bindSetOperation } from './bind-set-operation.js';
import { bindValues } from './bind-values.js';
import type { Binder, BoundCte, CteScope } from './binder.js';
import type { BoundQuery } from './bound.js';
import { quoteIdentifier } from './duckdb-text.js';
import type { Scope } from './scope.js';

const PARENTHESIZED = ['this', 'with', 'order_by', 'limit', 'offset', 'fetch'];

/** A whole query: its WITH clause, then a SELECT, a union, VALUES or a query in parentheses. */
export function bindQuery(binder: Binder, value: unknown, ctes: CteScope, outer: Scope | null): BoundQuery {
  const node = readNode(value);
  if (!node) throw binder.unsupported('this query', value);
  const { prefix, scope } = bindWith(binder, node.body, ctes, outer);
  const query = bindBody(binder, node.kind, node.body, scope, outer);
  return { ...query, sql: prefix + query.sql };
}

function bindBody(binder: Binder, kind: string, body: SyntaxBody, ctes: CteScope, outer: Scope | null): BoundQuery {
  switch (kind) {
    case 'select':
      return bindSelect(binder, body, ctes, outer);
    case 'union':
    case 'intersect':
    case 'except':
      return bindSetOperation(binder, kind, body, ctes, outer);
    case 'values':
      return bindValues(binder, body, ctes, outer);
    case 'subquery':
      return bindParenthesized(binder, body, ctes, outer);
    default:
      throw binder.unsupported(kind.replaceAll('_', ' ').toUpperCase(), body, kind);
  }
}

function bindParenthesized(binder: Binder, value: SyntaxBody, ctes: CteScope, outer: Scope | null): BoundQuery {
  const body = binder.body(value, PARENTHESIZED, 'parenthesized query');
  binder.use('parenthesized query', body);
  const query = binder.query(body['this'], ctes, outer);
  const tail = orderByFields(binder, body, query.fields) + limitText(binder, body);
  return tail === '' ? query : { ...query, sql: `(${query.sql})${tail}` };
}

/** Each WITH query sees those before it and never itself, so that it may read a table of its own name. */
function bindWith(
  binder: Binder,
  body: SyntaxBody,
  outerCtes: CteScope,
  outer: Scope | null,
): { prefix: string; scope: CteScope } {
  if (!isBody(body['with'])) return { prefix: '', scope: outerCtes };
  const clause = binder.body(body['with'], ['ctes'], 'WITH');
  binder.use('with', clause);
  const scope = new Map(outerCtes);
  const own = new Set<string>();
  const texts = readList(clause['ctes']).map((value) => {
    const cte = binder.body(value, ['alias', 'this', 'columns', 'alias_first'], 'WITH');
    const name = readIdentifier(cte['alias'])?.name ?? '';
    if (own.has(name.toLowerCase())) throw binder.refusal('SQL_SYNTAX', `WITH names '${name}' twice`, cte, name);
    own.add(name.toLowerCase());
    const query = binder.query(cte['this'], new Map(scope), outer);
    const bound = nameCte(binder, name, query, cte);
    scope.set(name.toLowerCase(), bound);
    return `${quoteIdentifier(bound.name)} AS (${query.sql})`;
  });
  return { prefix: `WITH ${texts.join(', ')} `, scope };
}

function nameCte(binder: Binder, name: string, query: BoundQuery, body: SyntaxBody): BoundCte {
  const names = columnNames(binder, body, query.fields);
  const fields = query.fields.map((field, index) => ({ ...field, name: names[index] ?? null }));
  return { name: binder.names.allocate(name), fields };
}
