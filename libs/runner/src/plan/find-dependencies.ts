import type { Manifest, ManifestNode } from '@weft/dbt';

type Ids = ReadonlySet<string>;

/**
 * The selected nodes that each selected node comes after, over those between them that are not selected. In a build, a model also comes
 * after the tests of what it is made of, so that a failing test keeps it from being built: dbt's order of `build`.
 */
export function findDependencies(
  manifest: Manifest,
  selected: readonly ManifestNode[],
  withTests: boolean,
): ReadonlyMap<string, Ids> {
  const ids = new Set(selected.map((node) => node.unique_id));
  const ancestors = new Map(selected.map((node) => [node.unique_id, ancestorsOf(manifest, node.unique_id)]));
  const tests = withTests ? selected.filter((node) => node.resource_type === 'test') : [];
  return new Map(
    selected.map((node) => {
      const above = ancestors.get(node.unique_id) ?? new Set<string>();
      const parents = [...above].filter((id) => ids.has(id));
      const guards = node.resource_type === 'model' ? tests.filter((test) => testsOnly(test, above)) : [];
      return [node.unique_id, new Set([...parents, ...guards.map((test) => test.unique_id)])];
    }),
  );
}

function ancestorsOf(manifest: Manifest, id: string): Ids {
  const found = new Set<string>();
  let frontier = manifest.parent_map[id] ?? [];
  while (frontier.length > 0) {
    const news = frontier.filter((parent) => !found.has(parent));
    for (const parent of news) found.add(parent);
    frontier = news.flatMap((parent) => manifest.parent_map[parent] ?? []);
  }
  return found;
}

/** Whether all that a test reads is among these: a test that also reads something else waits for that, and holds nobody up. */
function testsOnly(test: ManifestNode, above: Ids): boolean {
  const nodes = 'nodes' in test.depends_on ? test.depends_on.nodes : [];
  return nodes.length > 0 && nodes.every((id) => above.has(id));
}
