import type { Json, Quoting } from '../manifest/v12/index.js';
import type { YamlFile } from './yaml-file.js';

/** Each kind of resource that dbt_project.yml can configure, as the key of its tree. */
export const CONFIG_TREES = [
  'models',
  'seeds',
  'snapshots',
  'sources',
  'data_tests',
  'unit_tests',
  'metrics',
  'semantic-models',
  'saved-queries',
  'exposures',
  'analyses',
  'functions',
] as const;
export type ConfigTree = (typeof CONFIG_TREES)[number];

export interface DispatchConfig {
  readonly macro_namespace: string;
  readonly search_order: readonly string[];
}

/** `query-comment:`; a comment that is null is switched off, one that is absent is dbt's own. */
export interface QueryComment {
  readonly comment?: string | null;
  readonly append: boolean;
}

/** One package's dbt_project.yml with dbt's defaults; Jinja rendered. */
export interface DbtProject {
  readonly name: string;
  readonly version: string | null;
  /** Where the package is below the root project: '' or `dbt_packages/dbt_utils`. */
  readonly folder: string;
  readonly isRoot: boolean;
  readonly profile: string | null;
  readonly modelPaths: readonly string[];
  readonly macroPaths: readonly string[];
  readonly seedPaths: readonly string[];
  readonly testPaths: readonly string[];
  readonly analysisPaths: readonly string[];
  readonly docsPaths: readonly string[];
  readonly assetPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  readonly functionPaths: readonly string[];
  readonly targetPath: string;
  readonly logPath: string;
  readonly packagesInstallPath: string;
  readonly cleanTargets: readonly string[];
  /** Only what is written. */
  readonly quoting: Partial<Quoting> & Readonly<Record<string, boolean | null>>;
  /** The `models:`, `seeds:` ... trees, rendered; keys with and without `+` as they are written. */
  readonly configs: Readonly<Record<ConfigTree, Json>>;
  /** The whole file before rendering, `tests` already named `data_tests`. */
  readonly unrendered: Json;
  readonly vars: Json;
  readonly dispatch: readonly DispatchConfig[];
  readonly onRunStart: readonly string[];
  readonly onRunEnd: readonly string[];
  /** Undefined where nothing is written. */
  readonly queryComment: QueryComment | undefined;
  readonly flags: Json;
  readonly requireDbtVersion: readonly string[];
  readonly restrictAccess: boolean;
  readonly dbtCloud: Json | null;
  readonly file: YamlFile;
}
