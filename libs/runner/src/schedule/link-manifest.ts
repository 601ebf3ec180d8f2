import type { Manifest } from '../manifest-types.js';

/** Every node of a manifest -> what it depends on. */
export type Links = Map<string, Set<string>>;

export function linkManifest(manifest: Manifest): Links {
  const links: Links = new Map(Object.keys(manifest.sources).map((id) => [id, new Set<string>()]));
  const parts = [
    manifest.nodes,
    manifest.semantic_models,
    manifest.exposures,
    manifest.functions,
    manifest.metrics,
    manifest.unit_tests,
    manifest.saved_queries,
  ];
  for (const part of parts) {
    for (const [id, node] of Object.entries(part ?? {})) {
      links.set(id, new Set('nodes' in node.depends_on ? node.depends_on.nodes : []));
    }
  }
  return links;
}
