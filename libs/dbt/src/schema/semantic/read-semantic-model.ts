import { toText } from '@weft/jinja';
import type { Json, SemanticModel } from '../../manifest/v12/index.js';
import type { ConfigRequest, ParseScope } from '../../parse/parse-scope.js';
import { assertNew } from '../duplicate-name.js';
import { recordReferences } from '../exposure/record-references.js';
import { fqnOf } from '../patch/fqn.js';
import { assertShape, type PropertyEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';
import { SEMANTIC_MODEL } from '../shape/semantic-shapes.js';
import { granularity, oneOf } from './metric-inputs.js';
import { addMetric } from './read-metric.js';

const AGGREGATIONS = [...['sum', 'min', 'max', 'count_distinct', 'sum_boolean', 'average', 'percentile', 'median', 'count']];

/** What a model means to a semantic layer, and the metrics that its measures make. */
export function readSemanticModel(scope: ParseScope, entry: PropertyEntry): void {
  assertShape(entry, SEMANTIC_MODEL);
  const { data, source, path } = entry;
  const model = buildSemanticModel(scope, entry);
  SchemaState.of(scope).places.set(model.unique_id, { source, path });
  recordReferences([model.model], scope.yamlContext(model.package_name), model);
  if (!model.config.enabled) scope.store.addDisabled(model);
  else {
    assertNew(scope.store.semanticModels, model, 'semantic_models');
    scope.store.semanticModels.set(model.unique_id, model);
  }
  for (const measure of listOf(data['measures'])) {
    if (measure['create_metric'] === true) addMetric(scope, { ...entry, data: metricOf(measure, model) });
  }
}

function listOf(value: unknown): readonly Json[] {
  return (value ?? []) as Json[];
}

function metricOf(measure: Json, model: SemanticModel): Json {
  const name = measure['name'] as string;
  return {
    name,
    label: measure['label'] || name,
    type: 'simple',
    type_params: { measure: name, expr: measure['expr'] || name },
    description: measure['description'] || `Metric created from measure ${name}`,
    config: { enabled: model.config.enabled, meta: model.config['meta'] ?? {} },
  };
}

function buildSemanticModel(scope: ParseScope, { data, source }: PropertyEntry): SemanticModel {
  const { file } = source;
  const name = data['name'] as string;
  const fqn = fqnOf(file, name);
  const patch = (data['config'] ?? {}) as Json;
  const request: ConfigRequest = { resourceType: 'semantic_model', fqn, packageName: file.project.name, patch };
  const config = scope.configs.build(request) as unknown as SemanticModel['config'];
  const shared = (config['meta'] ?? {}) as Json;
  const defaults = data['defaults'] as Json | null | undefined;
  return {
    name,
    resource_type: 'semantic_model',
    package_name: file.project.name,
    path: file.relativePath,
    original_file_path: file.path,
    unique_id: `semantic_model.${file.project.name}.${name}`,
    fqn,
    model: data['model'] as string,
    node_relation: null,
    description: (data['description'] ?? null) as string | null,
    label: (data['label'] ?? null) as string | null,
    defaults: defaults ? { agg_time_dimension: null, ...defaults } : null,
    entities: listOf(data['entities']).map((one) => entityOf(one, shared)),
    measures: listOf(data['measures']).map((one) => measureOf(one, shared)),
    dimensions: listOf(data['dimensions']).map((one) => dimensionOf(one, shared)),
    metadata: null,
    depends_on: { macros: [], nodes: [] },
    refs: [],
    created_at: scope.createdAt,
    config,
    unrendered_config: scope.configs.buildUnrendered(request),
    primary_entity: (data['primary_entity'] ?? null) as string | null,
    group: (config['group'] ?? null) as string | null,
  };
}

function configOf(written: Json, shared: Json): Json {
  const own = ((written['config'] ?? {}) as Json)['meta'];
  return { meta: { ...shared, ...((own ?? {}) as Json) } };
}

function entityOf(written: Json, shared: Json): Json {
  return {
    name: written['name'],
    type: oneOf('EntityType', ['foreign', 'natural', 'primary', 'unique'], written['type']),
    description: written['description'] ?? null,
    label: written['label'] ?? null,
    role: written['role'] ?? null,
    expr: written['expr'] ?? null,
    config: configOf(written, shared),
  };
}

function measureOf(written: Json, shared: Json): Json {
  const { expr, agg_params: params, non_additive_dimension: dimension } = written as Record<string, Json | null | undefined>;
  return {
    name: written['name'],
    agg: oneOf('AggregationType', AGGREGATIONS, written['agg']),
    description: written['description'] ?? null,
    label: written['label'] ?? null,
    create_metric: false,
    expr: expr === undefined || expr === null ? null : toText(expr),
    agg_params: params
      ? { percentile: null, use_discrete_percentile: false, use_approximate_percentile: false, ...params }
      : null,
    non_additive_dimension: dimension
      ? {
          name: dimension['name'],
          window_choice: oneOf('AggregationType', AGGREGATIONS, dimension['window_choice']),
          window_groupings: dimension['window_groupings'] ?? [],
        }
      : null,
    agg_time_dimension: written['agg_time_dimension'] ?? null,
    config: configOf(written, shared),
  };
}

function dimensionOf(written: Json, shared: Json): Json {
  const params = written['type_params'] as Json | null | undefined;
  return {
    name: written['name'],
    type: oneOf('DimensionType', ['categorical', 'time'], written['type']),
    description: written['description'] ?? null,
    label: written['label'] ?? null,
    is_partition: written['is_partition'] ?? false,
    type_params: params
      ? { time_granularity: granularity(params['time_granularity']), validity_params: validityOf(params['validity_params']) }
      : null,
    expr: written['expr'] ?? null,
    metadata: null,
    config: configOf(written, shared),
  };
}

function validityOf(written: unknown): Json | null {
  return written ? { is_start: false, is_end: false, ...(written as Json) } : null;
}
