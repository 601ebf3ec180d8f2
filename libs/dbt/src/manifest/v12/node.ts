import type {
  ColumnInfo,
  Contract,
  DeferRelation,
  DependsOn,
  Docs,
  FileHash,
  Json,
  ModelConstraint,
  NodeConfig,
  RefArgs,
} from './parts.js';

interface NodeBase {
  database: string | null;
  schema: string;
  name: string;
  package_name: string;
  /** Within its resource path, such as `staging/stg_orders.sql`. */
  path: string;
  /** Within its package, such as `models/staging/stg_orders.sql`. */
  original_file_path: string;
  unique_id: string;
  fqn: string[];
  alias: string;
  checksum: FileHash;
  config: NodeConfig;
  tags: string[];
  description: string;
  columns: Record<string, ColumnInfo>;
  meta: Json;
  group: string | null;
  docs: Docs;
  patch_path: string | null;
  build_path: string | null;
  unrendered_config: Json;
  created_at: number;
  relation_name: string | null;
  raw_code: string;
  doc_blocks: string[];
}

/** Everything that has code to compile. */
export interface CompiledNodeBase extends NodeBase {
  language: string;
  refs: RefArgs[];
  sources: string[][];
  metrics: string[][];
  functions: string[][];
  depends_on: DependsOn;
  compiled_path: string | null;
  contract: Contract;
  compiled?: boolean;
  compiled_code?: string | null;
  extra_ctes_injected?: boolean;
  extra_ctes?: { id: string; sql: string }[];
}

export interface ModelNode extends CompiledNodeBase {
  resource_type: 'model';
  access: 'private' | 'protected' | 'public';
  constraints: ModelConstraint[];
  version: string | number | null;
  latest_version: string | number | null;
  deprecation_date: string | null;
  primary_key: string[];
  time_spine: Json | null;
  defer_relation?: DeferRelation | null;
}

export interface SnapshotNode extends CompiledNodeBase {
  resource_type: 'snapshot';
  defer_relation?: DeferRelation | null;
}

export interface AnalysisNode extends CompiledNodeBase {
  resource_type: 'analysis';
}

export interface OperationNode extends CompiledNodeBase {
  resource_type: 'operation';
  index: number | null;
}

/** Inline SQL (`--inline`). */
export interface SqlOperationNode extends CompiledNodeBase {
  resource_type: 'sql_operation';
}

export interface FunctionNode extends CompiledNodeBase {
  resource_type: 'function';
  arguments: { name: string; data_type: string; description: string | null; default_value: unknown }[];
  returns: { data_type: string; description: string | null };
}

export interface SingularTestNode extends CompiledNodeBase {
  resource_type: 'test';
  test_metadata?: undefined;
}

export interface GenericTestNode extends CompiledNodeBase {
  resource_type: 'test';
  column_name: string | null;
  file_key_name: string | null;
  /** The node it is written at; null for a source's. */
  attached_node: string | null;
  test_metadata: { name: string; kwargs: Json; namespace: string | null };
}

export interface SeedNode extends NodeBase {
  resource_type: 'seed';
  root_path: string | null;
  depends_on: { macros: string[] };
  defer_relation?: DeferRelation | null;
}

export type TestNode = SingularTestNode | GenericTestNode;
export type CompiledManifestNode =
  ModelNode | SnapshotNode | AnalysisNode | OperationNode | SqlOperationNode | FunctionNode | TestNode;

/** What `manifest.nodes` holds. */
export type ManifestNode = CompiledManifestNode | SeedNode;
