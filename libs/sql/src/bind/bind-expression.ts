import { readNode, type SyntaxNode } from '../syntax/syntax-node.js';
import { simpleType } from '../types/trino-type.js';
import { bindArray, bindArrayCall, bindSubscript } from './bind-array.js';
import { bindCase, bindIf } from './bind-case.js';
import { bindCast, bindTry } from './bind-cast.js';
import { bindColumn, columnParts } from './bind-column.js';
import { bindCall, isCall } from './bind-function.js';
import { bindGroupingCall } from './bind-grouping.js';
import { bindListAggregate } from './bind-list-aggregate.js';
import { bindLiteral } from './bind-literal.js';
import { bindScalarCall, readScalarCall } from './bind-scalar-call.js';
import { ARITHMETIC, bindArithmetic, bindConcat, bindLogical, bindNegation, bindNot } from './bind-operator.js';
import { bindBetween, bindComparison, bindDistinctFrom, bindIn, bindIsNull, bindLike, COMPARISONS } from './bind-predicate.js';
import { bindAtTimeZone, bindClock, bindExtract } from './bind-time.js';
import { bindExists, bindScalarSubquery } from './bind-subquery.js';
import { bindWindow } from './bind-window.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';

/** Any expression: each kind of node has its own binder, and there is none for what is not on the list. */
export function bindExpression(binder: Binder, value: unknown, place: Place): BoundExpression {
  const node = readNode(value);
  if (!node) throw binder.unsupported('this expression', value);
  const before = place.scope.grouping.loose.length;
  const bound = bindNode(binder, node, place);
  const { grouping } = place.scope;
  if (grouping.keys.has(bound.sql)) grouping.loose.length = Math.min(grouping.loose.length, before);
  return bound;
}

function bindNode(binder: Binder, node: SyntaxNode, place: Place): BoundExpression {
  const { kind, body } = node;
  if (kind === 'mod_func') return bindArithmetic(binder, 'mod', { left: body['this'], right: body['expression'] }, place);
  if (kind in ARITHMETIC) return bindArithmetic(binder, kind, body, place);
  if (kind in COMPARISONS) return bindComparison(binder, kind, body, place);
  const clock = bindClock(binder, kind, body);
  if (clock) return clock;
  const special =
    bindListAggregate(binder, kind, body, place) ??
    bindGroupingCall(binder, kind, body, place) ??
    bindArrayCall(binder, kind, body, place);
  if (special) return special;
  if (kind === 'function' && String(body['name']).toLowerCase() === 'try') return bindTry(binder, body, place);
  const call = readScalarCall(binder, kind, body);
  if (call) return bindScalarCall(binder, call, place, body);
  if (isCall(kind)) return bindCall(binder, kind, body, place);
  switch (kind) {
    case 'column':
    case 'dot':
      return bindName(binder, node, place);
    case 'literal':
      return bindLiteral(binder, binder.body(body, ['literal_type', 'value'], 'literal'), body);
    case 'null':
      binder.use('literal', body, 'unknown', 'null');
      return { sql: 'NULL', type: simpleType('unknown') };
    case 'boolean':
      binder.use('literal', body, 'boolean', String(body['value']));
      return { sql: body['value'] === true ? 'TRUE' : 'FALSE', type: simpleType('boolean') };
    case 'paren':
      return binder.expression(binder.body(body, ['this'], 'parentheses')['this'], place);
    default:
      return bindOther(binder, node, place);
  }
}

function bindName(binder: Binder, { kind, body }: SyntaxNode, place: Place): BoundExpression {
  const known = kind === 'column' ? ['name', 'table'] : ['this', 'field'];
  const parts = columnParts(kind, binder.body(body, known, 'column'));
  if (!parts) throw binder.unsupported('access to a part of a value', body);
  return bindColumn(binder, parts, place, body);
}

function bindOther(binder: Binder, { kind, body }: SyntaxNode, place: Place): BoundExpression {
  switch (kind) {
    case 'array_func':
      return bindArray(binder, body, place);
    case 'subscript':
      return bindSubscript(binder, body, place);
    case 'at_time_zone':
      return bindAtTimeZone(binder, body, place);
    case 'extract':
      return bindExtract(binder, body, place);
    case 'neg':
      return bindNegation(binder, body, place);
    case 'concat':
      return bindConcat(binder, body, place);
    case 'and':
      return bindLogical(binder, 'AND', body, place);
    case 'or':
      return bindLogical(binder, 'OR', body, place);
    case 'not':
      return bindNot(binder, body, place);
    case 'is_null':
      return bindIsNull(binder, body, place);
    case 'between':
      return bindBetween(binder, body, place);
    case 'in':
      return bindIn(binder, body, place);
    case 'like':
      return bindLike(binder, body, place);
    case 'case':
      return bindCase(binder, body, place);
    case 'if_func':
      return bindIf(binder, body, place);
    case 'cast':
    case 'try_cast':
      return bindCast(binder, body, place, kind === 'try_cast');
    case 'window_function':
      return bindWindow(binder, body, place);
    case 'null_safe_eq':
    case 'null_safe_neq':
      return bindDistinctFrom(binder, body, place, kind === 'null_safe_eq');
    case 'exists':
      return bindExists(binder, body, place);
    case 'subquery':
      return bindScalarSubquery(binder, body, place);
    default:
      throw binder.unsupported(kind.replaceAll('_', ' '), body, kind);
  }
}
