import type { GenericTestNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import type { DbtError } from '../../problems.js';
import { duplicateName } from '../duplicate-name.js';
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
  const name = `${node.name}" defined on ${column}"${node.file_key_name}`;
  return duplicateName(node, other, { plural: 'data_tests', name, action: 'running', what: 'tests' });
}
