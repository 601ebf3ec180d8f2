import type { GenericTestNode, ModelNode, TestNode, UnitTest } from '../../manifest/v12/index.js';
import type { Selectable } from '../graph/selection-graph.js';

export function isModel(node: Selectable): node is ModelNode {
  return node.resource_type === 'model';
}

export function isVersioned(node: Selectable): boolean {
  return isModel(node) && (node.version ?? null) !== null;
}

export function isDataTest(node: Selectable): node is TestNode {
  return node.resource_type === 'test';
}

export function isGenericTest(node: Selectable): node is GenericTestNode {
  return isDataTest(node) && (node.test_metadata ?? null) !== null;
}

export function isUnitTest(node: Selectable): node is UnitTest {
  return node.resource_type === 'unit_test';
}

/** What `manifest.nodes` holds. */
export function isInNodes({ resource_type: type }: Selectable): boolean {
  return !OUTSIDE.has(type);
}

const OUTSIDE: ReadonlySet<string> = new Set([
  'source',
  'exposure',
  'metric',
  'unit_test',
  'semantic_model',
  'saved_query',
  'function',
]);
