import type { Manifest } from './manifest.js';

type Edges = Readonly<Record<string, readonly string[]>>;

/** Who depends on whom, both ways, by unique id. */
export function buildGraph(nodes: Manifest['nodes'], sources: Manifest['sources']): { parents: Edges; children: Edges } {
  const ids = [...Object.keys(nodes), ...Object.keys(sources)];
  const children: Record<string, string[]> = Object.fromEntries(ids.map((id) => [id, []]));
  const parents = Object.fromEntries(ids.map((id) => [id, [...(nodes[id]?.depends_on.nodes ?? [])].sort()]));
  for (const [id, above] of Object.entries(parents)) for (const parent of above) children[parent]?.push(id);
  for (const below of Object.values(children)) below.sort();
  return { parents, children };
}

/** A cycle as the ids along it, the first again at the end; null where there is none. */
export function findCycle(parents: Edges): readonly string[] | null {
  const done = new Set<string>();
  const visit = (id: string, trail: readonly string[]): readonly string[] | null => {
    const seen = trail.indexOf(id);
    if (seen >= 0) return [...trail.slice(seen), id];
    if (done.has(id)) return null;
    for (const parent of parents[id] ?? []) {
      const cycle = visit(parent, [...trail, id]);
      if (cycle) return cycle;
    }
    done.add(id);
    return null;
  };
  for (const id of Object.keys(parents)) {
    const cycle = visit(id, []);
    if (cycle) return cycle.toReversed();
  }
  return null;
}
