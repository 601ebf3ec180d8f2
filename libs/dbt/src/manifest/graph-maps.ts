type Edges = Record<string, string[]>;

interface GraphMember {
  readonly unique_id: string;
  readonly depends_on?: { readonly macros?: readonly string[]; readonly nodes?: readonly string[] };
}

/** dbt's parent_map and child_map, both sorted. */
export function buildGraphMaps(members: Iterable<GraphMember>): { parents: Edges; children: Edges } {
  const all = [...members];
  const children: Edges = {};
  const parents: Edges = {};
  for (const { unique_id: id } of all) children[id] = [];
  for (const { unique_id: id, depends_on: dependsOn } of all) {
    const above = [...(dependsOn?.nodes ?? [])];
    parents[id] = above;
    for (const parent of above) children[parent]?.push(id);
  }
  for (const list of [...Object.values(children), ...Object.values(parents)]) list.sort();
  return { parents, children };
}

/** A cycle as the ids along it, the first again at the end; null where there is none. Deep graphs do not overflow the stack. */
export function findCycle(parents: Readonly<Record<string, readonly string[]>>): readonly string[] | null {
  const done = new Set<string>();
  for (const start of Object.keys(parents)) {
    const trail: { id: string; next: number }[] = [{ id: start, next: 0 }];
    const open = new Set([start]);
    while (!done.has(start)) {
      const top = trail.at(-1);
      if (!top) break;
      const parent = parents[top.id]?.[top.next++];
      if (parent === undefined) {
        done.add(top.id);
        open.delete(top.id);
        trail.pop();
      } else if (open.has(parent)) {
        const ids = trail.map(({ id }) => id);
        return [...ids.slice(ids.indexOf(parent)), parent].toReversed();
      } else if (!done.has(parent)) {
        trail.push({ id: parent, next: 0 });
        open.add(parent);
      }
    }
  }
  return null;
}
