import type { FunctionNode, Json, ManifestNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { addPlace, assertShape, type PropertyEntry } from '../property-entry.js';
import type { Fields } from '../shape/shape.js';
import { ANALYSIS, FUNCTION, NODE } from '../shape/shapes.js';
import { assertUnpatched, patchConfig, patchOf, patchProperties } from './apply-patch.js';
import { assertOneToEnable, findTargets } from './find-target.js';
import { moveToConfig, renameTests } from './normalize-entry.js';

const SHAPES: Readonly<Record<string, Fields>> = { seeds: NODE, snapshots: NODE, analyses: ANALYSIS, functions: FUNCTION };

/** What YAML says of a seed, a snapshot, an analysis or a function. */
export function readNodePatch(scope: ParseScope, entry: PropertyEntry): void {
  addPlace(entry);
  assertShape(entry, SHAPES[entry.section] ?? NODE);
  moveToConfig(entry);
  renameTests(entry);
  applyPatch(scope, entry, (node) => {
    warnOfModelFields(scope, entry, node);
    if (node.resource_type === 'function') patchFunction(node, entry.data);
  });
}

/** Finds the node, configures it anew and completes it; `complete` adds what is its type's own. */
export function applyPatch(scope: ParseScope, entry: PropertyEntry, complete: (node: ManifestNode) => void): void {
  const patch = patchOf(entry);
  const nodes = findTargets(scope, entry, patch.name);
  const isEnabled =
    nodes.length === 1 && (scope.store.nodes.has(nodes[0]?.unique_id ?? '') || nodes[0]?.resource_type === 'function');
  if (!isEnabled) assertOneToEnable(nodes, patch.name, patch.config['enabled']);
  for (const node of nodes) {
    if (isEnabled) assertUnpatched(node, patch.name, entry);
    if (Object.keys(patch.config).length > 0) patchConfig(scope, node, patch.config);
    patchProperties(scope, node, patch, entry);
    complete(node);
  }
}

/** Keys that only models have: dbt says so, and ignores them. */
function warnOfModelFields(scope: ParseScope, { data, source, path }: PropertyEntry, node: ManifestNode): void {
  for (const field of ['latest_version', 'access', 'version', 'constraints']) {
    const value = field === 'constraints' ? (data[field] as unknown[] | undefined)?.length : field === 'access' && data[field];
    if (!value) continue;
    const message = `Field ${field} is not valid for ${node.resource_type} (${node.name})`;
    scope.problems.warn('ValidationWarning', message, { location: source.locate([...path, field]) });
  }
}

function patchFunction(node: FunctionNode, data: Json): void {
  const given = (data['arguments'] ?? []) as Json[];
  node.arguments = given.map((one) => ({
    name: one['name'] as string,
    data_type: one['data_type'] as string,
    description: (one['description'] ?? null) as string | null,
    default_value: one['default_value'] ?? null,
  }));
  const returns = data['returns'] as Json;
  node.returns = { data_type: returns['data_type'] as string, description: (returns['description'] ?? null) as string | null };
}
