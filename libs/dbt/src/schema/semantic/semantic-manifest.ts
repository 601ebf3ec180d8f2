import type { Json, Manifest, ModelNode } from '../../manifest/v12/index.js';
import { METRIC, SAVED_QUERY, SEMANTIC_MODEL } from './semantic-shape.js';

/** dbt-semantic-interfaces of dbt-core 1.11. */
const DSI_VERSION = { major_version: '0', minor_version: '9', patch_version: '0' };
const LEGACY_TIME_SPINE = 'metricflow_time_spine';

/** semantic_manifest.json: what MetricFlow reads of a project. */
export function buildSemanticManifest(manifest: Manifest): Json {
  const models = Object.values(manifest.nodes).filter((node) => node.resource_type === 'model');
  const legacy = models.find(({ name }) => name === LEGACY_TIME_SPINE);
  const isUnsaid = legacy && !legacy.time_spine && Object.keys(manifest.semantic_models).length > 0;
  return {
    semantic_models: all(manifest.semantic_models, SEMANTIC_MODEL),
    metrics: all(manifest.metrics, METRIC),
    project_configuration: {
      time_spine_table_configurations: isUnsaid
        ? [{ location: legacy.relation_name, column_name: 'date_day', grain: 'day' }]
        : [],
      metadata: null,
      dsi_package_version: DSI_VERSION,
      time_spines: models.flatMap((model) => timeSpineOf(model) ?? []),
    },
    saved_queries: all(manifest.saved_queries, SAVED_QUERY),
  };
}

function all(definitions: Readonly<Record<string, object>>, made: (value: Json) => Json): Json[] {
  return Object.values(definitions).map((definition) => made(definition as Json));
}

function timeSpineOf({ time_spine: spine, columns, alias, schema, database, relation_name }: ModelNode): Json | null {
  if (!spine) return null;
  const name = String(spine['standard_granularity_column']);
  const custom = (spine['custom_granularities'] ?? []) as readonly Json[];
  return {
    node_relation: { alias, schema_name: schema, database, relation_name },
    primary_column: { name, time_granularity: columns[name]?.granularity ?? null },
    custom_granularities: custom.map((each) => ({ name: each['name'], column_name: each['column_name'] ?? null })),
  };
}
