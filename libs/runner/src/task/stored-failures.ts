import { isEphemeral, isRelational, type ResultNode } from '../manifest-types.js';

/** Whether a test's failing rows are kept in a relation: by its own configuration, or by --store-failures. */
export function storesFailures(node: ResultNode, flag: boolean): boolean {
  return node.resource_type === 'test' && ((node.config as { store_failures?: unknown }).store_failures === true || flag);
}

/** Whether running it needs its schema. */
export function needsSchema(node: ResultNode, storeFailures: boolean): boolean {
  if (node.resource_type === 'function') return true;
  return isRelational(node) ? !isEphemeral(node) : storesFailures(node, storeFailures);
}
