/** dbt's manifest, version 12, as far as this package fills it. All of it is plain data. */
export interface Manifest {
  readonly metadata: ManifestMetadata;
  readonly nodes: Readonly<Record<string, ManifestNode>>;
  readonly sources: Readonly<Record<string, ManifestSource>>;
  readonly macros: Readonly<Record<string, ManifestMacro>>;
  readonly docs: Readonly<Record<string, ManifestDoc>>;
  readonly exposures: Readonly<Record<string, never>>;
  readonly metrics: Readonly<Record<string, never>>;
  readonly groups: Readonly<Record<string, never>>;
  readonly selectors: Readonly<Record<string, never>>;
  readonly disabled: Readonly<Record<string, readonly ManifestNode[]>>;
  readonly parent_map: Readonly<Record<string, readonly string[]>>;
  readonly child_map: Readonly<Record<string, readonly string[]>>;
  readonly group_map: Readonly<Record<string, never>>;
  readonly saved_queries: Readonly<Record<string, never>>;
  readonly semantic_models: Readonly<Record<string, never>>;
  readonly unit_tests: Readonly<Record<string, never>>;
}

export interface ManifestMetadata {
  readonly dbt_schema_version: string;
  readonly dbt_version: string;
  readonly generated_at: string;
  readonly invocation_id: string;
  readonly env: Readonly<Record<string, string>>;
  readonly project_name: string;
  readonly project_id: string;
  readonly adapter_type: string;
}

export type ResourceType = 'model' | 'test';
export type Materialization = 'view' | 'table' | 'test';

export interface NodeConfig {
  readonly enabled: boolean;
  readonly materialized: Materialization;
  readonly alias: string | null;
  readonly schema: string | null;
  readonly database: string | null;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly group: string | null;
  readonly docs?: Readonly<Record<string, unknown>>;
  /** Of tests. */
  readonly severity?: 'ERROR' | 'WARN';
  readonly where?: string | null;
  readonly limit?: number | null;
  readonly fail_calc?: string;
  readonly warn_if?: string;
  readonly error_if?: string;
  readonly store_failures?: boolean | null;
}

export interface ManifestColumn {
  readonly name: string;
  readonly description: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly data_type: string | null;
  readonly constraints: readonly unknown[];
  readonly quote: boolean | null;
  readonly tags: readonly string[];
}

export interface RefArgs {
  readonly name: string;
  readonly package: string | null;
  readonly version: null;
}

export interface TestMetadata {
  readonly name: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly namespace: string | null;
}

export interface ManifestNode {
  readonly unique_id: string;
  readonly resource_type: ResourceType;
  readonly name: string;
  readonly package_name: string;
  readonly database: string;
  readonly schema: string;
  readonly alias: string;
  /** The relation as it stands in SQL, quoted; null for a test. */
  readonly relation_name: string | null;
  readonly path: string;
  readonly original_file_path: string;
  readonly fqn: readonly string[];
  readonly checksum: { readonly name: string; readonly checksum: string };
  readonly config: NodeConfig;
  readonly unrendered_config: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly description: string;
  readonly columns: Readonly<Record<string, ManifestColumn>>;
  readonly language: 'sql';
  readonly raw_code: string;
  readonly compiled: boolean;
  readonly compiled_code: string | null;
  readonly compiled_path: string | null;
  readonly refs: readonly RefArgs[];
  readonly sources: readonly (readonly [string, string])[];
  readonly metrics: readonly never[];
  readonly depends_on: { readonly macros: readonly string[]; readonly nodes: readonly string[] };
  readonly patch_path: string | null;
  readonly created_at: number;
  /** Of tests. */
  readonly test_metadata?: TestMetadata;
  readonly column_name?: string | null;
  readonly attached_node?: string | null;
  readonly file_key_name?: string;
}

export interface ManifestSource {
  readonly unique_id: string;
  readonly resource_type: 'source';
  readonly package_name: string;
  readonly source_name: string;
  readonly name: string;
  readonly identifier: string;
  readonly database: string;
  readonly schema: string;
  readonly relation_name: string;
  readonly path: string;
  readonly original_file_path: string;
  readonly fqn: readonly string[];
  readonly description: string;
  readonly source_description: string;
  readonly loader: string;
  readonly columns: Readonly<Record<string, ManifestColumn>>;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly config: { readonly enabled: boolean };
  readonly created_at: number;
}

export interface ManifestMacro {
  readonly unique_id: string;
  readonly resource_type: 'macro';
  readonly name: string;
  readonly package_name: string;
  readonly path: string;
  readonly original_file_path: string;
  readonly macro_sql: string;
  readonly depends_on: { readonly macros: readonly string[] };
  readonly description: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly docs: { readonly show: boolean; readonly node_color: null };
  readonly patch_path: null;
  readonly arguments: readonly unknown[];
  readonly created_at: number;
  readonly supported_languages: null;
}

export interface ManifestDoc {
  readonly unique_id: string;
  readonly resource_type: 'doc';
  readonly name: string;
  readonly package_name: string;
  readonly path: string;
  readonly original_file_path: string;
  readonly block_contents: string;
}
