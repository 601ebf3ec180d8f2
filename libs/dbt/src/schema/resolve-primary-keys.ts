import type { GenericTestNode, Json, ManifestNode, ModelNode } from '../manifest/v12/index.js';
import type { ManifestStore } from '../parse/manifest-store.js';

/** The columns that seem to be the primary key of each model: by a constraint, or by its tests. */
export function resolvePrimaryKeys(store: ManifestStore): void {
  const tests = testsByNode(store);
  for (const node of store.nodes.values()) {
    if (node.resource_type === 'model') node.primary_key = [...inferKey(node, tests.get(node.unique_id) ?? [])].sort();
  }
}

function testsByNode({ nodes, disabled }: ManifestStore): ReadonlyMap<string, GenericTestNode[]> {
  const tests = new Map<string, GenericTestNode[]>();
  for (const node of [...nodes.values(), ...[...disabled.values()].flat()]) {
    if (node.resource_type !== 'test' || !isGeneric(node) || node.attached_node === null) continue;
    const others = tests.get(node.attached_node);
    if (others) others.push(node);
    else tests.set(node.attached_node, [node]);
  }
  return tests;
}

function isGeneric(node: Extract<ManifestNode, { resource_type: 'test' }>): node is GenericTestNode {
  return node.test_metadata !== undefined;
}

function inferKey(model: ModelNode, tests: readonly GenericTestNode[]): Iterable<string> {
  const ofModel = model.constraints.find(({ type }) => type === 'primary_key');
  if (ofModel) return ofModel.columns;
  const ofColumn = Object.values(model.columns).find(({ constraints }) => constraints.some(({ type }) => type === 'primary_key'));
  return ofColumn ? [ofColumn.name] : inferFromTests(tests);
}

function inferFromTests(tests: readonly GenericTestNode[]): Iterable<string> {
  const [unique, disabledUnique, notNull] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { test_metadata: metadata, config } of tests) {
    const isUnique = ['unique', 'unique_combination_of_columns'].includes(metadata.name);
    const into = isUnique ? (config.enabled ? unique : disabledUnique) : metadata.name === 'not_null' ? notNull : null;
    for (const column of columnsIn(metadata.kwargs)) into?.add(column);
  }
  const both = [...notNull].filter((column) => unique.has(column) || disabledUnique.has(column));
  if (both.length > 0) return both;
  return unique.size > 0 ? unique : disabledUnique;
}

function columnsIn({ column_name: name, combination_of_columns: columns }: Json): string[] {
  if (typeof name === 'string') return [name];
  return Array.isArray(columns) ? columns.filter((column): column is string => typeof column === 'string') : [];
}
