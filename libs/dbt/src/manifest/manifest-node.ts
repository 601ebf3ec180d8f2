export interface ManifestColumn {
  readonly name: string;
  readonly description: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly data_type: string | null;
  readonly constraints: readonly never[];
  readonly quote: boolean | null;
  readonly config: { readonly meta: Readonly<Record<string, unknown>>; readonly tags: readonly string[] };
  readonly tags: readonly string[];
  readonly granularity: null;
  readonly doc_blocks: readonly string[];
}

export interface NodeDocs {
  readonly show: boolean;
  readonly node_color: string | null;
}

interface ConfigOfAll {
  readonly enabled: boolean;
  readonly alias: string | null;
  readonly schema: string | null;
  readonly database: string | null;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly group: null;
}

export interface ModelConfig extends ConfigOfAll {
  readonly materialized: 'view' | 'table';
  readonly docs: NodeDocs;
}

export interface TestConfig extends ConfigOfAll {
  readonly materialized: 'test';
  readonly severity: string;
  readonly store_failures: null;
  readonly store_failures_as: null;
  readonly where: string | null;
  readonly limit: number | null;
  readonly fail_calc: string;
  readonly warn_if: string;
  readonly error_if: string;
}

export interface RefArgs {
  readonly name: string;
  readonly package: string | null;
  readonly version: null;
}

interface NodeOfAll {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly package_name: string;
  readonly path: string;
  readonly original_file_path: string;
  readonly unique_id: string;
  readonly fqn: readonly string[];
  readonly alias: string;
  readonly checksum: { readonly name: string; readonly checksum: string };
  readonly tags: readonly string[];
  readonly description: string;
  readonly columns: Readonly<Record<string, ManifestColumn>>;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly group: null;
  readonly docs: NodeDocs;
  readonly patch_path: string | null;
  readonly build_path: string | null;
  readonly unrendered_config: Readonly<Record<string, unknown>>;
  readonly created_at: number;
  readonly relation_name: string | null;
  readonly raw_code: string;
  readonly doc_blocks: readonly string[];
  readonly language: 'sql';
  readonly refs: readonly RefArgs[];
  readonly sources: readonly (readonly [string, string])[];
  readonly metrics: readonly never[];
  readonly functions: readonly never[];
  readonly depends_on: { readonly macros: readonly string[]; readonly nodes: readonly string[] };
  readonly compiled_path: string | null;
  readonly compiled?: boolean;
  readonly compiled_code?: string;
  readonly contract: { readonly enforced: false; readonly alias_types: true; readonly checksum: null };
}

export interface ModelNode extends NodeOfAll {
  readonly resource_type: 'model';
  readonly config: ModelConfig;
  readonly relation_name: string;
  readonly access: 'protected';
  readonly constraints: readonly never[];
  readonly version: null;
  readonly latest_version: null;
  readonly deprecation_date: null;
  readonly primary_key: readonly string[];
  readonly time_spine: null;
}

export interface TestMetadata {
  readonly name: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly namespace: string | null;
}

export interface TestNode extends NodeOfAll {
  readonly resource_type: 'test';
  readonly config: TestConfig;
  readonly relation_name: null;
  readonly column_name: string | null;
  readonly file_key_name: string;
  /** The model it is written at; null for a source. */
  readonly attached_node: string | null;
  readonly test_metadata: TestMetadata;
}

export type ManifestNode = ModelNode | TestNode;
