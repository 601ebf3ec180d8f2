import type { Json, Metric } from '../../manifest/v12/index.js';
import type { ConfigRequest, ParseScope } from '../../parse/parse-scope.js';
import { assertNew } from '../duplicate-name.js';
import { fqnOf } from '../patch/fqn.js';
import { assertShape, invalidEntry, type PropertyEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';
import { METRIC } from '../shape/semantic-shapes.js';
import { metricTypeParams } from './metric-type-params.js';
import { oneOf } from './metric-inputs.js';
import { whereFilter } from './where-filter.js';

const TYPES = ['simple', 'ratio', 'cumulative', 'derived', 'conversion'];

export function readMetric(scope: ParseScope, entry: PropertyEntry): void {
  assertShape(entry, METRIC);
  assertName(entry);
  addMetric(scope, entry);
}

/** A metric of an entry that has been checked, or that a measure made. */
export function addMetric(scope: ParseScope, entry: PropertyEntry): void {
  const metric = buildMetric(scope, entry);
  SchemaState.of(scope).places.set(metric.unique_id, { source: entry.source, path: entry.path });
  if (!metric.config.enabled) scope.store.addDisabled(metric);
  else {
    assertNew(scope.store.metrics, metric, 'metrics');
    scope.store.metrics.set(metric.unique_id, metric);
  }
}

function buildMetric(scope: ParseScope, entry: PropertyEntry): Metric {
  const { data, source } = entry;
  const { file } = source;
  const name = data['name'] as string;
  const fqn = fqnOf(file, name);
  const patch = (data['config'] ?? {}) as Json;
  const request: ConfigRequest = { resourceType: 'metric', fqn, packageName: file.project.name, patch };
  const config = scope.configs.build(request) as unknown as Metric['config'];
  const meta = (config['meta'] ?? {}) as Json;
  const type = oneOf('MetricType', TYPES, data['type']);
  return {
    name,
    resource_type: 'metric',
    package_name: file.project.name,
    path: file.relativePath,
    original_file_path: file.path,
    unique_id: `metric.${file.project.name}.${name}`,
    fqn,
    description: (data['description'] ?? '') as string,
    label: data['label'] as string,
    type,
    type_params: metricTypeParams(entry, type, data['type_params'] as Json),
    filter: whereFilter(data['filter']),
    metadata: null,
    time_granularity: (data['time_granularity'] ?? null) as string | null,
    meta: Object.keys(meta).length > 0 ? meta : ((data['meta'] ?? {}) as Json),
    tags: (data['tags'] ?? []) as string[],
    config,
    unrendered_config: scope.configs.buildUnrendered(request),
    sources: [],
    depends_on: { macros: [], nodes: [] },
    refs: [],
    metrics: [],
    created_at: scope.createdAt,
    group: (config['group'] ?? null) as string | null,
  };
}

function assertName(entry: PropertyEntry): void {
  const name = entry.data['name'] as string;
  const faults = [
    ...(name.includes(' ') ? ['cannot contain spaces'] : []),
    ...(name.length > 250 ? ['cannot contain more than 250 characters'] : []),
    ...(/^[A-Za-z]/.test(name) ? [] : ['must begin with a letter']),
    ...(/^\w+$/.test(name) ? [] : ['must contain only letters, numbers and underscores']),
  ];
  if (faults.length > 0) {
    throw invalidEntry(entry, `at path []: The metric name '${name}' is invalid.  It ${faults.join(', ')}`, ['name']);
  }
}
