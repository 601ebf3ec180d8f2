import type { ManifestStore } from './manifest-store.js';

/** After YAML is read: what it disabled leaves the nodes, what it enabled joins them. */
export function cleanDisabled(store: ManifestStore): void {
  for (const node of [...store.nodes.values()]) {
    if (node.config.enabled) continue;
    store.removeNode(node.unique_id);
    store.addDisabled(node);
  }
  for (const one of [...store.functions.values()]) {
    if (one.config.enabled) continue;
    store.functions.delete(one.unique_id);
    store.addDisabled(one);
  }
  for (const node of [...store.disabled.values()].flat()) {
    if (!node.config.enabled || !('raw_code' in node)) continue;
    store.removeDisabled(node);
    if (node.resource_type === 'function') store.functions.set(node.unique_id, node);
    else store.addNode(node);
  }
}
