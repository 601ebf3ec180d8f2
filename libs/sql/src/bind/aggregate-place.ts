import { isSet } from '../syntax/syntax-node.js';
import { asBoolean } from './bind-operator.js';
import type { Binder, Place } from './binder.js';

/** Binds an aggregate's arguments; refused where none may stand. */
export function inAggregate<Bound>(binder: Binder, name: string, node: unknown, place: Place, bind: () => Bound): Bound {
  const { grouping } = place.scope;
  if (place.noAggregates !== null || grouping.insideAggregate) {
    const where = place.noAggregates ?? 'another aggregate';
    throw binder.refusal('SQL_AGGREGATE_MISPLACED', `${name}() cannot stand in ${where}`, node, name);
  }
  grouping.hasAggregate = true;
  grouping.insideAggregate = true;
  const bound = bind();
  grouping.insideAggregate = false;
  return bound;
}

/** ` FILTER (WHERE ...)`; nothing where there is none. */
export function filterText(binder: Binder, node: unknown, place: Place): string {
  if (!isSet(node)) return '';
  binder.use('FILTER', node);
  return ` FILTER (WHERE ${asBoolean(binder, node, place, 'FILTER').sql})`;
}
