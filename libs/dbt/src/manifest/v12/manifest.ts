import type {
  Exposure,
  Group,
  ManifestDoc,
  ManifestMacro,
  Metric,
  SavedQuery,
  SemanticModel,
  SourceDefinition,
  UnitTest,
} from './definitions.js';
import type { FunctionNode, ManifestNode } from './node.js';
import type { Json } from './parts.js';

export interface ManifestMetadata {
  dbt_schema_version: string;
  /** The dbt-core whose artifacts these have the shape of. */
  dbt_version: string;
  generated_at: string;
  invocation_id: string | null;
  invocation_started_at: string | null;
  env: Record<string, string>;
  project_name: string | null;
  /** MD5 of the project's name, as dbt has it. */
  project_id: string | null;
  user_id: string | null;
  send_anonymous_usage_stats: boolean | null;
  adapter_type: string | null;
  quoting: Json;
  run_started_at: string | null;
}

export type DisabledNode = ManifestNode | SourceDefinition | Exposure | Metric | SavedQuery | SemanticModel | UnitTest;

/** A project as dbt's manifest.json, version 12, has it. */
export interface Manifest {
  metadata: ManifestMetadata;
  nodes: Record<string, ManifestNode>;
  sources: Record<string, SourceDefinition>;
  macros: Record<string, ManifestMacro>;
  docs: Record<string, ManifestDoc>;
  exposures: Record<string, Exposure>;
  metrics: Record<string, Metric>;
  groups: Record<string, Group>;
  selectors: Record<string, unknown>;
  disabled: Record<string, DisabledNode[]>;
  parent_map: Record<string, string[]>;
  child_map: Record<string, string[]>;
  group_map: Record<string, string[]>;
  saved_queries: Record<string, SavedQuery>;
  semantic_models: Record<string, SemanticModel>;
  unit_tests: Record<string, UnitTest>;
  functions: Record<string, FunctionNode>;
}
