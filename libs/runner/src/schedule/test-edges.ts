import type { Manifest } from '../manifest-types.js';
import type { Links } from './link-manifest.js';

/**
 * A node waits for each test whose parents are all above it, so that a failing test keeps it from being built. For a test of one node
 * it is enough that the node's children wait; a test of several holds whatever comes after all of them.
 */
export function addTestEdges(manifest: Manifest, links: Links): void {
  const children = childrenOf(manifest, links);
  const below = new Map<string, ReadonlySet<string>>();
  const added: [string, string][] = [];
  for (const node of Object.values(manifest.nodes)) {
    if (node.resource_type !== 'test') continue;
    const parents = [...new Set(node.depends_on.nodes)];
    for (const id of held(parents, children, below)) added.push([id, node.unique_id]);
  }
  for (const [id, test] of added) links.get(id)?.add(test);
}

type Children = ReadonlyMap<string, readonly string[]>;

function held(parents: readonly string[], children: Children, below: Map<string, ReadonlySet<string>>): Iterable<string> {
  const [first, ...others] = parents;
  if (first === undefined) return [];
  if (others.length === 0) return children.get(first) ?? [];
  const sets = others.map((parent) => descendants(parent, children, below));
  return [...descendants(first, children, below)].filter((id) => sets.every((set) => set.has(id)));
}

function descendants(id: string, children: Children, below: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const known = below.get(id);
  if (known) return known;
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of children.get(next) ?? []) {
      if (!found.has(child)) {
        found.add(child);
        open.push(child);
      }
    }
  }
  below.set(id, found);
  return found;
}

/** Children that are built: tests and what lies outside of `manifest.nodes` wait for no test. */
function childrenOf(manifest: Manifest, links: Links): Children {
  const children = new Map<string, string[]>();
  for (const [id, parents] of links) {
    const node = manifest.nodes[id];
    if (!node || node.resource_type === 'test') continue;
    for (const parent of parents) {
      const known = children.get(parent);
      if (known) known.push(id);
      else children.set(parent, [id]);
    }
  }
  return children;
}
