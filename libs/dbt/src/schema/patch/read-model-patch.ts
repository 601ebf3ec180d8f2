import type { Json, ModelNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { addPlace, assertShape, type PropertyEntry } from '../property-entry.js';
import { MODEL } from '../shape/shapes.js';
import { readDate } from './deprecation-date.js';
import { patchConstraints, sealContract } from './model-constraints.js';
import { moveToConfig, renameTests } from './normalize-entry.js';
import { applyPatch } from './read-node-patch.js';
import { buildTimeSpine } from './time-spine.js';
import { type ModelVersion, readVersions } from './model-versions.js';
import { applyVersion } from './apply-version.js';

export interface DescribedModel {
  readonly entry: PropertyEntry;
  readonly versions: readonly ModelVersion[];
}

/** What YAML says of a model, or of each version of one. */
export function readModelPatch(scope: ParseScope, entry: PropertyEntry): DescribedModel {
  addPlace(entry);
  assertShape(entry, MODEL);
  moveToConfig(entry);
  renameTests(entry);
  const versions = readVersions(entry);
  const timeSpine = buildTimeSpine(entry.data, versions);
  const { data } = entry;
  if (versions.length > 0) for (const version of versions) applyVersion(scope, entry, version);
  else {
    applyPatch(scope, entry, (node) => {
      if (node.resource_type !== 'model') return;
      completeModel(scope, entry, node);
      node.time_spine = timeSpine;
      sealContract(node);
    });
  }
  return { entry, versions: data['versions'] === undefined ? [] : versions };
}

function completeModel(scope: ParseScope, entry: PropertyEntry, node: ModelNode): void {
  const { data } = entry;
  node.version = null;
  node.latest_version = null;
  node.deprecation_date = readDate(data['deprecation_date']);
  patchConstraints(scope, node, (data['constraints'] ?? []) as Json[], entry);
}
