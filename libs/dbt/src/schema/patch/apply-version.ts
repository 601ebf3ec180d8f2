import type { Json, ManifestNode, ModelNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import type { PropertyEntry } from '../property-entry.js';
import { invalidAccess, isAccess, patchConfig, patchProperties } from './apply-patch.js';
import { deepMerge } from './deep-merge.js';
import { readDate } from './deprecation-date.js';
import { assertOneToEnable, findDisabled, warnOfMissing } from './find-target.js';
import { patchConstraints, sealContract } from './model-constraints.js';
import type { ModelVersion } from './model-versions.js';

/** Makes of the model file of one version the node `model.package.name.v1`. */
export function applyVersion(scope: ParseScope, entry: PropertyEntry, version: ModelVersion): void {
  const name = entry.data['name'] as string;
  const fileName = (version.data['defined_in'] ?? `${name}_v${version.v}`) as string;
  const found = findVersion(scope, entry, fileName, version);
  if (!found) {
    warnOfMissing(scope, entry, fileName);
    return;
  }
  rename(scope, found.node, entry, version, found.enabled);
  patchVersion(scope, found.node, entry, version);
}

function findVersion(
  scope: ParseScope,
  { data, source }: PropertyEntry,
  fileName: string,
  { isLatest }: ModelVersion,
): { node: ModelNode; enabled: boolean } | null {
  const packageName = source.file.project.name;
  const name = data['name'] as string;
  const enabled =
    scope.store.findRefable(fileName, packageName) ?? (isLatest ? scope.store.findRefable(name, packageName) : null);
  if (enabled?.resource_type === 'model') return { node: enabled, enabled: true };
  const disabled = findDisabled(scope, fileName, null, 'model');
  assertOneToEnable(disabled, name, ((data['config'] ?? {}) as Json)['enabled']);
  return isModel(disabled[0]) ? { node: disabled[0], enabled: false } : null;
}

function isModel(node: ManifestNode | undefined): node is ModelNode {
  return node?.resource_type === 'model';
}

function rename(
  scope: ParseScope,
  node: ModelNode,
  { data }: PropertyEntry,
  { v, latest }: ModelVersion,
  enabled: boolean,
): void {
  const name = data['name'] as string;
  if (enabled) scope.store.removeNode(node.unique_id);
  else scope.store.removeDisabled(node);
  node.unique_id = `model.${node.package_name}.${name}.v${v}`;
  node.fqn = [...node.fqn.slice(0, -1), name, `v${v}`];
  node.name = name;
  node.version = v;
  node.latest_version = latest;
  if (enabled) scope.store.addNode(node);
  else scope.store.addDisabled(node);
}

function patchVersion(scope: ParseScope, node: ModelNode, entry: PropertyEntry, { data: version, columns }: ModelVersion): void {
  const { data } = entry;
  const config = deepMerge((data['config'] ?? {}) as Json, (version['config'] ?? {}) as Json);
  const access = version['access'];
  const written = (version['constraints'] as Json[] | undefined)?.length ? version['constraints'] : data['constraints'];
  const constraints = (written ?? []) as Json[];
  const description = (version['description'] || data['description'] || '') as string;
  patchProperties(scope, node, { name: node.name, description, columns, config }, entry);
  node.deprecation_date = readDate(version['deprecation_date']);
  if (access) {
    if (!isAccess(access)) throw invalidAccess(node, access);
    node.access = access as ModelNode['access'];
  }
  patchConstraints(scope, node, constraints, entry);
  node.time_spine = null;
  sealContract(node);
  patchConfig(scope, node, config);
  patchConstraints(scope, node, constraints, entry);
  sealContract(node);
}
