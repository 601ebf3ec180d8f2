import type { ManifestNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { addPlace, assertShape, type PropertyEntry } from '../property-entry.js';
import { SINGULAR_TEST } from '../shape/shapes.js';
import { patchConfig, patchOf } from './apply-patch.js';
import { moveToConfig, renameTests } from './normalize-entry.js';
import { warnOfMissing } from './find-target.js';

/** What YAML says of a test that is a SQL file. */
export function readSingularTestPatch(scope: ParseScope, entry: PropertyEntry): void {
  addPlace(entry);
  assertShape(entry, SINGULAR_TEST);
  moveToConfig(entry);
  renameTests(entry);
  const patch = patchOf(entry);
  const node = scope.store.named(patch.name).find((one) => isSingularTest(one, entry.source.file.project.name));
  if (!node) {
    warnOfMissing(scope, entry, patch.name);
    return;
  }
  if (Object.keys(patch.config).length > 0) patchConfig(scope, node, patch.config);
  node.patch_path = entry.source.file.id;
  node.description = patch.description;
}

function isSingularTest(node: ManifestNode, packageName: string): boolean {
  return node.resource_type === 'test' && node.test_metadata === undefined && node.package_name === packageName;
}
