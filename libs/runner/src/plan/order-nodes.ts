import type { ManifestNode } from '@weft/dbt';

/** Layer by layer: what depends on nothing first; names decide within a layer, so that the order is the same each time. */
export function orderNodes(
  nodes: readonly ManifestNode[],
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
): ManifestNode[] {
  const waiting = new Map(nodes.map((node) => [node.unique_id, node]));
  const ordered: ManifestNode[] = [];
  while (waiting.size > 0) {
    const layer = [...waiting.values()].filter(
      ({ unique_id: id }) => ![...(dependencies.get(id) ?? [])].some((on) => waiting.has(on)),
    );
    if (layer.length === 0) throw new Error(`The manifest has a cycle through ${[...waiting.keys()].join(', ')}`);
    layer.sort((a, b) => (a.unique_id < b.unique_id ? -1 : 1));
    for (const node of layer) waiting.delete(node.unique_id);
    ordered.push(...layer);
  }
  return ordered;
}
