import { isMapping, lookUp, toList, toText } from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import type { AdapterSession } from './adapter-session.js';
import { Column } from './column.js';
import { Relation } from './relation.js';
import type { RelationStore } from './relation-store.js';
import { compareRowTypes, isRowType, type RowTypeChanges } from './row-types.js';

interface Sync {
  readonly session: AdapterSession;
  readonly store: RelationStore;
  readonly mode: string;
  readonly relation: Relation;
  /** `check_for_schema_changes` of an incremental model: what is handled here is taken out of it. */
  readonly changes: Map<unknown, unknown>;
}

/** dbt-trino's schema change inside of ROW columns: fields are added, and with sync_all_columns dropped and retyped, one by one. */
export async function syncRowColumns({ session, store, mode, relation, changes }: Sync): Promise<Map<unknown, unknown>> {
  if (mode !== 'append_new_columns' && mode !== 'sync_all_columns') return changes;
  const [source, target] = [typesOf(changes.get('source_columns')), typesOf(changes.get('target_columns'))];
  const columns = [...source.keys()]
    .filter((name) => isRowType(source.get(name) ?? '') && isRowType(target.get(name) ?? ''))
    .sort();
  const differences = columns.map((name) => compareRowTypes(source.get(name) ?? '', target.get(name) ?? '', name));
  const statements = statementsFor(relation, differences, mode === 'sync_all_columns');
  if (statements.length === 0) return changes;
  for (const statement of statements) await session.execute(statement);
  const handled = new Set(columns);
  for (const key of ['source_not_in_target', 'target_not_in_source']) {
    changes.set(
      key,
      toList(changes.get(key) ?? []).filter((column) => !handled.has(rootOf(column instanceof Column ? column.name : ''))),
    );
  }
  changes.set(
    'new_target_types',
    toList(changes.get('new_target_types') ?? []).filter((change) => !handled.has(rootOf(columnOf(change)))),
  );
  changes.set('target_columns', await store.columnsOf(relation));
  const left = ['source_not_in_target', 'target_not_in_source', 'new_target_types'].some(
    (key) => toList(changes.get(key)).length > 0,
  );
  if (!left) changes.set('schema_changed', false);
  return changes;
}

function typesOf(columns: unknown): Map<string, string> {
  return new Map(
    toList(columns ?? []).flatMap((column) => (column instanceof Column ? [[column.name, column.dataType] as const] : [])),
  );
}

function statementsFor(relation: Relation, differences: readonly RowTypeChanges[], all: boolean): string[] {
  if (relation.type === null) {
    throw dbtError('Database', `Relation type is required for schema changes on ${relation.render()}`);
  }
  const alter = `alter ${relation.type.replace('_', ' ')} ${relation.render()}`;
  const quoted = (path: string): string =>
    path
      .split('.')
      .map((part) => `"${part}"`)
      .join('.');
  const removed = all ? differences.flatMap((each) => each.removed) : [];
  const changed = all ? differences.flatMap((each) => each.changed) : [];
  return [
    ...removed.map(([path]) => `${alter} drop column ${quoted(path)}`),
    ...changed.map(([path, type]) => `${alter} alter column ${quoted(path)} set data type ${type}`),
    ...differences.flatMap((each) => each.added).map(([path, type]) => `${alter} add column ${quoted(path)} ${type}`),
  ];
}

function rootOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

function columnOf(change: unknown): string {
  return isMapping(change) ? toText(lookUp(change, 'column_name') ?? '') : '';
}
