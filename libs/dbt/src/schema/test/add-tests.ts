import type { GenericTestNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { guardEntry } from '../property-entry.js';
import { parseTest } from './parse-test.js';
import type { TestPlace } from './test-target.js';

/** Adds generic tests to the manifest; one that is written wrong is a problem at its own place. */
export function addTests(scope: ParseScope, places: readonly TestPlace[]): void {
  for (const place of places) {
    guardEntry(scope, place.target.source, place.path, () => {
      const node = parseTest(scope, place);
      if (!node) return;
      if (!node.config.enabled) scope.store.addDisabled(node);
      else addEnabled(scope, node);
    });
  }
}

function addEnabled(scope: ParseScope, node: GenericTestNode): void {
  const other = scope.store.nodes.get(node.unique_id);
  if (other) throw duplicate(node, other as GenericTestNode);
  scope.store.addNode(node);
}

function duplicate(node: GenericTestNode, other: GenericTestNode): DbtError {
  const column = node.column_name ? `column "${node.column_name}" in ` : '';
  return new DbtError(
    'Compilation',
    `dbt found two data tests with the name "${node.name}" defined on ${column}"${node.file_key_name}".

Since these resources have the same name, dbt will be unable to find the correct resource
when running tests.

To fix this, change the name of one of these resources:
- ${node.unique_id} (${node.original_file_path})
- ${other.unique_id} (${other.original_file_path})`,
  );
}
