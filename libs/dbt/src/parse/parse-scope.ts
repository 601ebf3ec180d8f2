import type { SourceLocation } from '@weft/kernel';
import type { MacroLibrary } from '../context/macro-library.js';
import type { Json, ManifestNode, NodeConfig } from '../manifest/v12/index.js';
import type { Problems } from '../problems.js';
import type { DbtProject } from '../project/dbt-project.types.js';
import type { Environment, Vars } from '../project/project-settings.js';
import type { YamlPath } from '../project/yaml-file.js';
import type { ManifestStore } from './manifest-store.js';

/** A file of a package. `path` is dbt's original_file_path, below the package; `place` is below the root project. */
export interface PackageFile {
  readonly project: DbtProject;
  /** `models/staging/schema.yml` */
  readonly path: string;
  /** `staging/schema.yml` */
  readonly relativePath: string;
  /** `models` */
  readonly searchPath: string;
  /** `dbt_packages/x/models/staging/schema.yml`: what problems name and what is read. */
  readonly place: string;
  /** `package://models/staging/schema.yml`, dbt's patch_path. */
  readonly id: string;
  read(): string;
}

/** A YAML property file, parsed. Texts are not rendered yet. */
export interface PropertyFile {
  readonly file: PackageFile;
  /** Always a mapping; an empty file is not handed over. */
  readonly value: Json;
  /** Where a value stands; lazily, it parses the text again with positions. */
  locate(path: YamlPath): SourceLocation;
}

/** What `config()` in a node's own file said, merged as dbt merges it. */
export interface ConfigCalls {
  readonly rendered: Json;
  /** As written, before rendering. */
  readonly unrendered: Json;
}

export interface ConfigRequest {
  readonly resourceType: ConfiguredType;
  readonly fqn: readonly string[];
  readonly packageName: string;
  /** `config()` in the file; of things that YAML defines whole (sources, exposures, generic tests ...), what dbt adds by add_config_call. */
  readonly calls?: ConfigCalls | undefined;
  /** `config:` of a YAML patch: below the calls. */
  readonly patch?: Json | undefined;
}

export type ConfiguredType =
  | 'model'
  | 'seed'
  | 'snapshot'
  | 'analysis'
  | 'test'
  | 'operation'
  | 'sql_operation'
  | 'source'
  | 'exposure'
  | 'metric'
  | 'semantic_model'
  | 'saved_query'
  | 'unit_test'
  | 'function'
  | 'group';

/** dbt's precedence: own dbt_project by depth, patch, config(), the root's dbt_project by depth. Throws DbtTemplateError on wrong types. */
export interface Configs {
  /** With the resource type's and the adapter's defaults, dbt's order, `omit_none=False`, hooks as {sql, transaction, index}. */
  build(request: ConfigRequest): NodeConfig;
  /** As dbt's `unrendered_config`. */
  buildUnrendered(request: ConfigRequest): Json;
}

export interface NodeParsing {
  /**
   * Runs a node's code (any compiled node, generic tests too) in the parse context: fills refs, sources, metrics, functions, depends_on.macros
   * and answers the config() calls. What `extra` makes of the context stands over it (a generic test's arguments, which are rendered in
   * that context, so that their refs count).
   * A fault of the template is a problem, and null.
   */
  render(
    node: ManifestNode,
    request: ConfigRequest,
    extra?: (context: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
  ): ConfigCalls | null;
  /**
   * dbt's update_parsed_node_config: config, unrendered_config, tags, meta, group, access, docs, contract, then database, schema, alias,
   * relation_name by the generate_*_name macros, and what hooks refer to. For a patch, call it again with `patch`.
   */
  configure(node: ManifestNode, request: ConfigRequest): void;
  /** The request that the node was configured with (its file's config() calls); a YAML patch adds `patch` to it. */
  requestOf(node: ManifestNode): ConfigRequest;
  /** generate_database_name, generate_schema_name, generate_alias_name: for exports of saved queries. */
  generateName(component: 'database' | 'schema' | 'alias', custom: string | null, node: Json): string;
  /** What dbt renders for a relation with the adapter's and the project's quoting (relation_name). */
  relationName(parts: { database: string | null; schema: string; identifier: string; quoting?: Json | undefined }): string;
}

/**
 * What every reader of a part of the project works with: P1 makes it; libs/dbt/src/schema reads YAML with it.
 * Order of parsing, as dbt's: macros; SQL, CSV and Markdown files of all packages; then `readPropertyFiles`; then refs are resolved;
 * then `resolveProperties` (docs, metrics, saved queries, unit tests, primary keys).
 * Both are exported by `schema/index.ts` as `(scope: ParseScope) => void`.
 */
export interface ParseScope {
  readonly root: DbtProject;
  /** By name, in dbt's order (packages first as installed, the root last or first as dbt loads them). */
  readonly packages: ReadonlyMap<string, DbtProject>;
  readonly adapterType: string;
  /** Where nodes are built that say nothing else. */
  readonly target: { readonly database: string | null; readonly schema: string };
  readonly env: Environment;
  readonly cliVars: Vars;
  /** Behaviour flags with dbt's defaults, by dbt's names (require_generic_test_arguments_property ...), dbt_project.yml's applied. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly macros: MacroLibrary;
  readonly store: ManifestStore;
  readonly configs: Configs;
  readonly nodes: NodeParsing;
  readonly problems: Problems;
  /** Seconds since 1970, as created_at has it. */
  readonly createdAt: number;
  /** Property files of a package in dbt's order (model, seed, snapshot, analysis, macro, test ... paths). */
  propertyFiles(packageName: string): readonly PropertyFile[];
  /** Fixture files (`tests/fixtures/*.csv|sql`) by package, for unit tests. */
  fixtureFiles(packageName: string): readonly PackageFile[];
  /** Seeds, whose rows a unit test may take. */
  seedFiles(packageName: string): readonly PackageFile[];
  /** dbt's context for YAML of a package: var, env_var, target ...; made once a package. */
  yamlContext(packageName: string): Readonly<Record<string, unknown>>;
  /** The variables that templates of a package see: cli over root's over its own. */
  varsOf(packageName: string): Vars;
}
