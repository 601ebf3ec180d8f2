import type { ManifestNode } from './manifest-node.js';
import type { ManifestSource } from './manifest-source.js';

export interface ManifestMetadata {
  readonly dbt_schema_version: string;
  /** The dbt-core whose artifacts these have the shape of. */
  readonly dbt_version: string;
  readonly generated_at: string;
  readonly invocation_id: string;
  readonly env: Readonly<Record<string, string>>;
  readonly project_name: string;
  /** MD5 of the project's name, as dbt has it. */
  readonly project_id: string;
  readonly user_id: null;
  readonly send_anonymous_usage_stats: false;
  readonly adapter_type: string;
}

export interface ManifestMacro {
  readonly name: string;
  readonly resource_type: 'macro';
  readonly package_name: string;
  readonly path: string;
  readonly original_file_path: string;
  readonly unique_id: string;
  readonly macro_sql: string;
  readonly depends_on: { readonly macros: readonly string[] };
  readonly description: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly docs: { readonly show: boolean; readonly node_color: null };
  readonly patch_path: null;
  readonly arguments: readonly never[];
  readonly created_at: number;
  readonly supported_languages: null;
}

export interface ManifestDoc {
  readonly name: string;
  readonly resource_type: 'doc';
  readonly package_name: string;
  readonly path: string;
  readonly original_file_path: string;
  readonly unique_id: string;
  readonly block_contents: string;
}

type Empty = Readonly<Record<string, never>>;

/** What a project says, as plain data in the shape of dbt's manifest.json, version 12. */
export interface Manifest {
  readonly metadata: ManifestMetadata;
  readonly nodes: Readonly<Record<string, ManifestNode>>;
  readonly sources: Readonly<Record<string, ManifestSource>>;
  readonly macros: Readonly<Record<string, ManifestMacro>>;
  readonly docs: Readonly<Record<string, ManifestDoc>>;
  readonly exposures: Empty;
  readonly metrics: Empty;
  readonly groups: Empty;
  readonly selectors: Empty;
  readonly disabled: Readonly<Record<string, readonly ManifestNode[]>>;
  readonly parent_map: Readonly<Record<string, readonly string[]>>;
  readonly child_map: Readonly<Record<string, readonly string[]>>;
  readonly group_map: Empty;
  readonly saved_queries: Empty;
  readonly semantic_models: Empty;
  readonly unit_tests: Empty;
  readonly functions: Empty;
}
