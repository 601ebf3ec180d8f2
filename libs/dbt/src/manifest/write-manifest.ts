import { createHash } from 'node:crypto';
import type { ManifestStore } from '../parse/manifest-store.js';
import { DBT_VERSION } from '../project/dbt-version.js';
import { buildGraphMaps } from './graph-maps.js';
import type { Json, Manifest, ManifestMetadata } from './v12/index.js';

export interface ManifestFacts {
  readonly projectName: string;
  readonly adapterType: string;
  readonly quoting: { readonly database: boolean; readonly schema: boolean; readonly identifier: boolean };
  readonly invocationId: string;
  readonly now: Date;
  /** DBT_ENV_CUSTOM_ENV_ variables, without that prefix. */
  readonly env: Readonly<Record<string, string>>;
  readonly selectors: Json;
}

/** What was read -> dbt's manifest.json. */
export function writeManifest(store: ManifestStore, facts: ManifestFacts): Manifest {
  const { nodes, sources, exposures, functions, metrics, semanticModels, savedQueries, unitTests } = store;
  const members = [nodes, sources, exposures, functions, metrics, semanticModels, savedQueries, unitTests];
  const { parents, children } = buildGraphMaps(members.flatMap((map) => [...map.values()]));
  return {
    metadata: metadataOf(facts),
    nodes: Object.fromEntries(nodes),
    sources: Object.fromEntries(sources),
    macros: Object.fromEntries(store.macros),
    docs: Object.fromEntries(store.docs),
    exposures: Object.fromEntries(exposures),
    metrics: Object.fromEntries(metrics),
    groups: Object.fromEntries(store.groups),
    selectors: facts.selectors,
    disabled: Object.fromEntries(store.disabled),
    parent_map: parents,
    child_map: children,
    group_map: groupMapOf(store),
    saved_queries: Object.fromEntries(savedQueries),
    semantic_models: Object.fromEntries(semanticModels),
    unit_tests: Object.fromEntries(unitTests),
    functions: Object.fromEntries(functions),
  };
}

function groupMapOf(store: ManifestStore): Record<string, string[]> {
  const map: Record<string, string[]> = Object.fromEntries([...store.groups.values()].map(({ name }) => [name, []]));
  for (const members of [store.nodes, store.savedQueries, store.semanticModels, store.metrics]) {
    for (const { group, unique_id: id } of members.values()) if (group !== null) map[group]?.push(id);
  }
  return map;
}

function metadataOf({ projectName, adapterType, quoting, invocationId, now, env }: ManifestFacts): ManifestMetadata {
  const { database, schema, identifier } = quoting;
  return {
    dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json',
    dbt_version: DBT_VERSION,
    generated_at: now.toISOString(),
    invocation_id: invocationId,
    invocation_started_at: now.toISOString(),
    env: { ...env },
    project_name: projectName,
    project_id: createHash('md5').update(projectName).digest('hex'),
    user_id: null,
    send_anonymous_usage_stats: false,
    adapter_type: adapterType,
    quoting: { database, schema, identifier, column: null },
    run_started_at: now.toISOString(),
  };
}
