import { z } from 'zod';
import type { Diagnostics } from './diagnostics.js';
import type { ProjectFiles } from './project-files.port.js';
import { YamlFile } from './yaml-file.js';

export const PROJECT_FILE = 'dbt_project.yml';

const paths = (...fallback: string[]) => z.array(z.string()).default(fallback);
const tree = z.record(z.string(), z.unknown()).default({});
const name = z.string().regex(/^[A-Za-z_]\w*$/, 'expected letters, digits and underscores');

const PROJECT = z.strictObject({
  name,
  version: z.union([z.string(), z.number()]).optional(),
  'config-version': z.literal(2).optional(),
  'require-dbt-version': z.unknown().optional(),
  profile: z.string().optional(),
  'model-paths': paths('models'),
  'macro-paths': paths('macros'),
  'test-paths': paths('tests'),
  'seed-paths': paths('seeds'),
  'snapshot-paths': paths('snapshots'),
  'analysis-paths': paths('analyses'),
  'docs-paths': paths(),
  'asset-paths': paths(),
  'target-path': z.string().default('target'),
  'log-path': z.string().optional(),
  'packages-install-path': z.string().optional(),
  'clean-targets': z.array(z.string()).optional(),
  flags: z.record(z.string(), z.unknown()).optional(),
  vars: tree,
  models: tree,
  data_tests: tree,
  tests: tree,
});

export type ProjectConfig = z.infer<typeof PROJECT>;

export interface ProjectDescription {
  readonly config: ProjectConfig;
  readonly yaml: YamlFile;
}

/** dbt_project.yml; keys that would change a run and are not supported are refused. */
export function readProjectConfig(files: ProjectFiles, diagnostics: Diagnostics): ProjectDescription | null {
  if (!files.list().includes(PROJECT_FILE)) {
    diagnostics.error('DBT_NOT_FOUND', `no ${PROJECT_FILE} in the project's folder`, { file: PROJECT_FILE });
    return null;
  }
  const yaml = YamlFile.read(PROJECT_FILE, files.read(PROJECT_FILE), diagnostics);
  const config = yaml?.parse(PROJECT, Object.keys(PROJECT.shape), diagnostics);
  return yaml && config ? { config, yaml } : null;
}
