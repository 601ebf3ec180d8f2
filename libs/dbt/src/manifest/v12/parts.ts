/** Small parts that several nodes of dbt's manifest (v12) have. Plain JSON, snake_case as dbt writes it. */

export type Json = Record<string, unknown>;

export interface FileHash {
  /** `sha256`, `path` (large seeds) or `none`. */
  name: string;
  checksum: string;
}

export interface Docs {
  show: boolean;
  node_color: string | null;
}

export interface Hook {
  sql: string;
  transaction: boolean;
  index: number | null;
}

export interface DependsOn {
  macros: string[];
  nodes: string[];
}

export interface RefArgs {
  name: string;
  package: string | null;
  version: string | number | null;
}

export interface Constraint {
  type: 'check' | 'not_null' | 'unique' | 'primary_key' | 'foreign_key' | 'custom';
  name: string | null;
  expression: string | null;
  warn_unenforced: boolean;
  warn_unsupported: boolean;
  to: string | null;
  to_columns: string[];
}

export interface ModelConstraint extends Constraint {
  columns: string[];
}

export interface ColumnInfo {
  name: string;
  description: string;
  meta: Json;
  data_type: string | null;
  constraints: Constraint[];
  quote: boolean | null;
  config: { meta: Json; tags: string[] } & Json;
  tags: string[];
  granularity: string | null;
  doc_blocks: string[];
}

export interface Contract {
  enforced: boolean;
  alias_types: boolean;
  checksum: string | null;
}

export interface Owner {
  email: string | string[] | null;
  name: string | null;
  [extra: string]: unknown;
}

export interface Time {
  count: number | null;
  period: 'minute' | 'hour' | 'day' | null;
}

export interface FreshnessThreshold {
  warn_after: Time | null;
  error_after: Time | null;
  filter: string | null;
}

export interface Quoting {
  database: boolean | null;
  schema: boolean | null;
  identifier: boolean | null;
  column: boolean | null;
}

/** What `--defer` found for a node in the other manifest. */
export interface DeferRelation {
  database: string | null;
  schema: string;
  alias: string;
  relation_name: string | null;
  resource_type: string;
  name: string;
  description: string;
  compiled_code: string | null;
  meta: Json;
  tags: string[];
  config: NodeConfig | null;
}

/**
 * A node's configuration with dbt's defaults, in dbt's order; keys that dbt does not know stand beside its own. Which keys there are
 * depends on the resource type.
 */
export interface NodeConfig {
  enabled: boolean;
  alias: string | null;
  schema: string | null;
  database: string | null;
  tags: string[];
  meta: Json;
  group: string | null;
  materialized: string;
  [key: string]: unknown;
}
