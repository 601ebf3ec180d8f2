import { createHash } from 'node:crypto';
import type { MacroLibrary } from '../context/macro-library.js';
import type { ProjectSettings } from '../project/project-settings.js';
import { buildGraph } from './build-graph.js';
import type { Manifest, ManifestDoc, ManifestMacro, ManifestMetadata } from './manifest.js';
import type { ManifestNode } from './manifest-node.js';
import type { ManifestSource } from './manifest-source.js';

/** The dbt-core whose artifacts ours have the shape and the names of. */
export const DBT_VERSION = '1.11.16';

export interface ManifestParts {
  readonly settings: ProjectSettings;
  readonly nodes: readonly ManifestNode[];
  readonly sources: readonly ManifestSource[];
  readonly docs: Iterable<ManifestDoc>;
  readonly library: MacroLibrary;
  readonly invocationId: string;
  readonly now: Date;
}

export function buildManifest(parts: ManifestParts): Manifest {
  const enabled = byId(parts.nodes.filter((node) => node.config.enabled));
  const disabled = parts.nodes.filter((node) => !node.config.enabled);
  const sources = byId(parts.sources);
  const { parents, children } = buildGraph(enabled, sources);
  const createdAt = parts.now.getTime() / 1000;
  return {
    metadata: metadataOf(parts),
    nodes: enabled,
    sources,
    macros: byId(macrosOf(parts.library, createdAt)),
    docs: byId([...parts.docs]),
    exposures: {},
    metrics: {},
    groups: {},
    selectors: {},
    disabled: Object.fromEntries(disabled.map((node) => [node.unique_id, [node]])),
    parent_map: parents,
    child_map: children,
    group_map: {},
    saved_queries: {},
    semantic_models: {},
    unit_tests: {},
    functions: {},
  };
}

function byId<T extends { readonly unique_id: string }>(items: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(items.map((item) => [item.unique_id, item]));
}

function metadataOf({ settings, invocationId, now }: ManifestParts): ManifestMetadata {
  return {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
    dbt_version: DBT_VERSION,
    generated_at: now.toISOString(),
    invocation_id: invocationId,
    env: {},
    project_name: settings.projectName,
    project_id: createHash('md5').update(settings.projectName).digest('hex'),
    user_id: null,
    send_anonymous_usage_stats: false,
    adapter_type: settings.target.type,
  };
}

function macrosOf(library: MacroLibrary, createdAt: number): ManifestMacro[] {
  return library.all().map(({ name, packageName, file, uniqueId, source }) => ({
    name,
    resource_type: 'macro',
    package_name: packageName,
    path: file,
    original_file_path: file,
    unique_id: uniqueId,
    macro_sql: source,
    depends_on: { macros: [] },
    description: '',
    meta: {},
    docs: { show: true, node_color: null },
    patch_path: null,
    arguments: [],
    created_at: createdAt,
    supported_languages: null,
  }));
}
