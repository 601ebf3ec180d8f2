import type { Json, SavedQuery } from '../../manifest/v12/index.js';
import type { ConfigRequest, ParseScope } from '../../parse/parse-scope.js';
import { assertNew } from '../duplicate-name.js';
import { tagsOf } from '../patch/build-columns.js';
import { fqnOf } from '../patch/fqn.js';
import { assertShape, EntryError, type PropertyEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';
import { SAVED_QUERY } from '../shape/semantic-shapes.js';
import { oneOf } from './metric-inputs.js';
import { whereFilter } from './where-filter.js';

export function readSavedQuery(scope: ParseScope, entry: PropertyEntry): void {
  assertShape(entry, SAVED_QUERY);
  const query = buildSavedQuery(scope, entry);
  SchemaState.of(scope).places.set(query.unique_id, { source: entry.source, path: entry.path });
  if (!query.config.enabled) scope.store.addDisabled(query);
  else {
    assertNew(scope.store.savedQueries, query, 'saved_queries');
    scope.store.savedQueries.set(query.unique_id, query);
  }
}

function buildSavedQuery(scope: ParseScope, { data, source }: PropertyEntry): SavedQuery {
  const { file } = source;
  const name = data['name'] as string;
  const fqn = fqnOf(file, name);
  const patch = (data['config'] ?? {}) as Json;
  const request: ConfigRequest = { resourceType: 'saved_query', fqn, packageName: file.project.name, patch };
  const config = scope.configs.build(request) as unknown as SavedQuery['config'];
  return {
    name,
    resource_type: 'saved_query',
    package_name: file.project.name,
    path: file.relativePath,
    original_file_path: file.path,
    unique_id: `saved_query.${file.project.name}.${name}`,
    fqn,
    query_params: queryParams(data['query_params'] as Json),
    exports: ((data['exports'] ?? []) as Json[]).map((one) => exportOf(scope, one, config)),
    description: (data['description'] ?? null) as string | null,
    label: (data['label'] ?? null) as string | null,
    metadata: null,
    config,
    unrendered_config: scope.configs.buildUnrendered(request),
    group: (config['group'] ?? null) as string | null,
    depends_on: { macros: [], nodes: [] },
    created_at: scope.createdAt,
    refs: [],
    tags: [...new Set([...tagsOf(data['tags']), ...tagsOf(config['tags'])])].sort(),
  };
}

function queryParams(written: Json): Json {
  return {
    metrics: written['metrics'] ?? [],
    group_by: written['group_by'] ?? [],
    where: whereFilter(written['where']),
    order_by: written['order_by'] ?? [],
    limit: written['limit'] ?? null,
  };
}

/** Where the rows of a saved query would go; what it leaves out its query says, then the generate_*_name macros. */
function exportOf(scope: ParseScope, written: Json, query: Json): Json {
  const own = (written['config'] ?? {}) as Json;
  const given: Json = { ...query, ...own };
  const name = written['name'] as string;
  if ((given['export_as'] ?? null) === null) {
    throw new EntryError('Parsing', 'Field "export_as" of type ExportDestinationType is missing in ExportConfig instance', [
      'exports',
    ]);
  }
  const node: Json = { name, config: given, unrendered_config: own };
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const alias = text(given['alias']);
  const database = text(given['database']);
  return {
    name,
    config: {
      export_as: oneOf('ExportDestinationType', ['table', 'view'], given['export_as']),
      schema_name: text(given['schema_name']) ?? text(given['schema']) ?? scope.nodes.generateName('schema', null, node),
      alias: alias ?? scope.nodes.generateName('alias', null, node),
      database: scope.nodes.generateName('database', database, node) || database,
    },
    unrendered_config: own,
  };
}
