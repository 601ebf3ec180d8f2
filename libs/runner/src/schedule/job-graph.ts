import type { Manifest } from '../manifest-types.js';
import { addTestEdges } from './test-edges.js';
import { linkManifest } from './link-manifest.js';

/** The jobs of a run and what waits for what, over those between them that are not run. */
export interface JobGraph {
  readonly ids: readonly string[];
  readonly parents: ReadonlyMap<string, ReadonlySet<string>>;
  readonly children: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface JobGraphOptions {
  /** In a build, what is downstream of a tested node waits for its tests. */
  readonly testEdges?: boolean;
  /** False where every job stands alone, as in clone. */
  readonly ordered?: boolean;
}

export function buildJobGraph(manifest: Manifest, selected: ReadonlySet<string>, options: JobGraphOptions = {}): JobGraph {
  const ids = [...selected];
  if (options.ordered === false) return { ids, parents: emptyEdges(ids), children: emptyEdges(ids) };
  const links = linkManifest(manifest);
  if (options.testEdges === true) addTestEdges(manifest, links);
  const nearest = new NearestSelected(links, selected);
  const parents = new Map(ids.map((id) => [id, nearest.above(id)]));
  return { ids, parents, children: invert(parents) };
}

/** Everything that comes after a job. */
export function descendantsOf({ children }: Pick<JobGraph, 'children'>, id: string): Set<string> {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of children.get(next) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      open.push(child);
    }
  }
  return found;
}

/** How deep each job lies: 0 for what waits for nothing. Throws on a cycle, naming it. */
export function levelsOf({ ids, parents, children }: JobGraph): ReadonlyMap<string, number> {
  const waiting = new Map(ids.map((id) => [id, parents.get(id)?.size ?? 0]));
  const levels = new Map<string, number>();
  let layer = ids.filter((id) => waiting.get(id) === 0);
  for (let level = 0; layer.length > 0; level++) {
    const next: string[] = [];
    for (const id of layer) {
      levels.set(id, level);
      for (const child of children.get(id) ?? []) {
        const left = (waiting.get(child) ?? 1) - 1;
        waiting.set(child, left);
        if (left === 0) next.push(child);
      }
    }
    layer = next;
  }
  if (levels.size < ids.length) throw new Error(`Found a cycle: ${ids.filter((id) => !levels.has(id)).join(' --> ')}`);
  return levels;
}

/** The selected nodes right above a node, through any that are not selected. */
class NearestSelected {
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly parents: ReadonlyMap<string, ReadonlySet<string>>,
    private readonly selected: ReadonlySet<string>,
  ) {}

  above(id: string): ReadonlySet<string> {
    const known = this.known.get(id);
    if (known) return known;
    const found = new Set<string>();
    this.known.set(id, found);
    for (const parent of this.parents.get(id) ?? []) {
      if (this.selected.has(parent)) found.add(parent);
      else for (const above of this.above(parent)) found.add(above);
    }
    return found;
  }
}

function emptyEdges(ids: readonly string[]): Map<string, Set<string>> {
  return new Map(ids.map((id) => [id, new Set<string>()]));
}

function invert(parents: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const children = emptyEdges([...parents.keys()]);
  for (const [id, above] of parents) for (const parent of above) children.get(parent)?.add(id);
  return children;
}
