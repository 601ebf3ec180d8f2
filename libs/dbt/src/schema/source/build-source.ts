import type { Json, Quoting, SourceDefinition } from '../../manifest/v12/index.js';
import type { ConfigRequest, ParseScope } from '../../parse/parse-scope.js';
import { buildColumns } from '../patch/build-columns.js';
import { columnsOf } from '../patch/normalize-entry.js';
import { isMapping } from '../shape/shape.js';
import { hasThreshold, readFreshness } from './freshness.js';
import { configOf, sourceConfig } from './source-config.js';
import type { SourceDraft } from './source-draft.js';

/** One table of a source as the manifest has it. */
export function buildSource(scope: ParseScope, draft: SourceDraft): SourceDefinition {
  const { source, table, file, fqn } = draft;
  const patch = sourceConfig(scope, draft);
  const request: ConfigRequest = { resourceType: 'source', fqn, packageName: file.file.project.name, patch };
  const config = scope.configs.build(request) as unknown as SourceDefinition['config'];
  const freshness = patch['freshness'] === null ? null : readFreshness(config['freshness']);
  const built: SourceDefinition = {
    ...placeOf(scope, draft),
    source_name: source['name'] as string,
    source_description: (source['description'] ?? '') as string,
    loader: (source['loader'] ?? '') as string,
    identifier: (table['identifier'] || table['name']) as string,
    quoting: quotingOf(source['quoting'], table['quoting']),
    loaded_at_field: (config['loaded_at_field'] ?? null) as string | null,
    loaded_at_query: (config['loaded_at_query'] ?? null) as string | null,
    freshness,
    external: externalOf(table['external']),
    description: (table['description'] ?? '') as string,
    columns: buildColumns(columnsOf(table)),
    meta: (config['meta'] ?? {}) as Json,
    source_meta: { ...((source['meta'] ?? {}) as Json), ...((configOf(source)['meta'] ?? {}) as Json) },
    tags: (config['tags'] ?? []) as string[],
    config: { ...config, freshness },
    patch_path: null,
    unrendered_config: scope.configs.buildUnrendered(request),
    relation_name: null,
    created_at: scope.createdAt,
    unrendered_database: draft.unrendered.database,
    unrendered_schema: draft.unrendered.schema,
    doc_blocks: [],
  };
  warnOfFreshness(scope, built, draft);
  return { ...built, relation_name: scope.nodes.relationName({ ...built, quoting: { ...built.quoting } }) };
}

/** What it is called and where it is. */
function placeOf(scope: ParseScope, { uniqueId, source, table, file, fqn }: SourceDraft) {
  const { path, project } = file.file;
  const name = table['name'] as string;
  return {
    database: ((source['database'] || null) as string | null) ?? scope.target.database,
    schema: (source['schema'] || source['name']) as string,
    name,
    resource_type: 'source' as const,
    package_name: project.name,
    path,
    original_file_path: path,
    unique_id: uniqueId,
    fqn,
  };
}

export function quotingOf(...written: readonly unknown[]): Quoting {
  const merged: Quoting = { database: null, schema: null, identifier: null, column: null };
  for (const quoting of written) {
    if (!isMapping(quoting)) continue;
    for (const [key, value] of Object.entries(quoting)) if (value !== null) merged[key as keyof Quoting] = value as boolean;
  }
  return merged;
}

function externalOf(written: unknown): Json | null {
  if (!isMapping(written)) return null;
  return { location: null, file_format: null, row_format: null, tbl_properties: null, partitions: null, ...written };
}

/** Without a column or a query only some engines know when a table was loaded. */
const KNOW_LAST_CHANGE = ['snowflake', 'bigquery', 'redshift', 'databricks'];

function warnOfFreshness(scope: ParseScope, source: SourceDefinition, { file, path }: SourceDraft): void {
  if (!hasThreshold(source.freshness) || source.loaded_at_field || source.loaded_at_query) return;
  if (KNOW_LAST_CHANGE.includes(scope.adapterType)) return;
  const message =
    'The configured adapter does not support metadata-based freshness. A loaded_at_field must be specified for source ' +
    `'${source.source_name}.${source.name}'.`;
  scope.problems.warn('FreshnessConfigProblem', message, { location: file.locate(path) });
}
