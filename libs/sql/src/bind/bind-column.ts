import { readIdentifier, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';
import { type Resolution, resolveColumn, type ScopeField } from './scope.js';

/** `x`, `t.x`, `catalog.schema.t.x`: the one column in reach that it names. */
export function bindColumn(binder: Binder, parts: readonly string[], place: Place, node: unknown): BoundExpression {
  const found = findColumn(binder, parts, place, node);
  const { field, scope, outer } = found;
  if (outer) binder.use('correlated subquery', node);
  binder.use('column', node, field.type.kind, parts.at(-1));
  noteRead(binder, field);
  if (!scope.grouping.insideAggregate && !scope.grouping.keys.has(field.sql)) {
    scope.grouping.loose.push({ name: parts.join('.'), node });
  }
  return { sql: field.sql, type: field.type, name: parts.at(-1) ?? '' };
}

/** The parts of a column node, or of the dots that the parser makes of a name with more than two parts; null for anything else. */
export function columnParts(kind: string, body: SyntaxBody): string[] | null {
  if (kind === 'column') {
    const table = readIdentifier(body['table']);
    const name = readIdentifier(body['name']);
    return name ? [...(table ? [table.name] : []), name.name] : null;
  }
  const inner = readNode(body['this']);
  const field = readIdentifier(body['field']);
  const parts = inner && (inner.kind === 'column' || inner.kind === 'dot') ? columnParts(inner.kind, inner.body) : null;
  return parts && field ? [...parts, field.name] : null;
}

export function noteRead(binder: Binder, field: ScopeField): void {
  if (field.origin) binder.reads.get(field.origin.relation)?.columns.add(field.origin.column);
}

function findColumn(
  binder: Binder,
  parts: readonly string[],
  place: Place,
  node: unknown,
): Extract<Resolution, { kind: 'found' }> {
  const resolution = resolveColumn(place.scope, parts);
  const name = parts.join('.');
  if (resolution.kind === 'ambiguous') {
    throw binder.refusal(
      'SQL_COLUMN_AMBIGUOUS',
      `column '${name}' is ambiguous`,
      node,
      undefined,
      'Write the relation before it.',
    );
  }
  if (resolution.kind === 'missing') throw binder.refusal('SQL_COLUMN_NOT_FOUND', `column '${name}' cannot be resolved`, node);
  return resolution;
}
