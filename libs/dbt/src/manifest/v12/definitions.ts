import type { ColumnInfo, DependsOn, Docs, FreshnessThreshold, Json, Owner, Quoting, RefArgs } from './parts.js';

interface Placed {
  name: string;
  package_name: string;
  path: string;
  original_file_path: string;
  unique_id: string;
}

export interface SourceDefinition extends Placed {
  resource_type: 'source';
  database: string | null;
  schema: string;
  fqn: string[];
  source_name: string;
  source_description: string;
  loader: string;
  identifier: string;
  quoting: Quoting;
  loaded_at_field: string | null;
  loaded_at_query: string | null;
  freshness: FreshnessThreshold | null;
  external: Json | null;
  description: string;
  columns: Record<string, ColumnInfo>;
  meta: Json;
  source_meta: Json;
  tags: string[];
  config: { enabled: boolean } & Json;
  patch_path: string | null;
  unrendered_config: Json;
  relation_name: string | null;
  created_at: number;
  unrendered_database: string | null;
  unrendered_schema: string | null;
  doc_blocks: string[];
}

export interface ManifestMacro extends Placed {
  resource_type: 'macro';
  macro_sql: string;
  depends_on: { macros: string[] };
  description: string;
  meta: Json;
  docs: Docs;
  config: Json;
  patch_path: string | null;
  arguments: { name: string; type: string | null; description: string }[];
  created_at: number;
  supported_languages: string[] | null;
}

export interface ManifestDoc extends Placed {
  resource_type: 'doc';
  block_contents: string;
}

export interface Exposure extends Placed {
  resource_type: 'exposure';
  fqn: string[];
  type: string;
  owner: Owner;
  description: string;
  label: string | null;
  maturity: string | null;
  meta: Json;
  tags: string[];
  config: { enabled: boolean } & Json;
  unrendered_config: Json;
  url: string | null;
  depends_on: DependsOn;
  refs: RefArgs[];
  sources: string[][];
  metrics: string[][];
  created_at: number;
}

/** `type_params` and `filter` as dbt writes them (see dbt's semantic interfaces). */
export interface Metric extends Placed {
  resource_type: 'metric';
  fqn: string[];
  description: string;
  label: string;
  type: string;
  type_params: Json;
  filter: Json | null;
  metadata: Json | null;
  time_granularity: string | null;
  meta: Json;
  tags: string[];
  config: { enabled: boolean } & Json;
  unrendered_config: Json;
  sources: string[][];
  depends_on: DependsOn;
  refs: RefArgs[];
  metrics: string[][];
  created_at: number;
  group: string | null;
}

export interface Group extends Placed {
  resource_type: 'group';
  owner: Owner;
  description: string | null;
  config: Json;
}

export interface SavedQuery extends Placed {
  resource_type: 'saved_query';
  fqn: string[];
  query_params: Json;
  exports: Json[];
  description: string | null;
  label: string | null;
  metadata: Json | null;
  config: { enabled: boolean } & Json;
  unrendered_config: Json;
  group: string | null;
  depends_on: DependsOn;
  created_at: number;
  refs: RefArgs[];
  tags: string[];
}

export interface SemanticModel extends Placed {
  resource_type: 'semantic_model';
  fqn: string[];
  model: string;
  node_relation: { alias: string; schema_name: string; database: string | null; relation_name: string | null } | null;
  description: string | null;
  label: string | null;
  defaults: Json | null;
  entities: Json[];
  measures: Json[];
  dimensions: Json[];
  metadata: Json | null;
  depends_on: DependsOn;
  refs: RefArgs[];
  created_at: number;
  config: { enabled: boolean } & Json;
  unrendered_config: Json;
  primary_entity: string | null;
  group: string | null;
}

export interface UnitTestFixture {
  rows: string | Json[] | null;
  format: 'csv' | 'dict' | 'sql';
  fixture: string | null;
}

export interface UnitTest extends Placed {
  resource_type: 'unit_test';
  model: string;
  given: (UnitTestFixture & { input: string })[];
  expect: UnitTestFixture;
  fqn: string[];
  description: string;
  overrides: { macros: Json; vars: Json; env_vars: Json } | null;
  depends_on: DependsOn;
  config: { enabled: boolean; tags: string[]; meta: Json } & Json;
  checksum: string | null;
  schema: string | null;
  created_at: number;
  versions: { include: (string | number)[] | null; exclude: (string | number)[] | null } | null;
  version: string | number | null;
}
