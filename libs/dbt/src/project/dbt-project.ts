import { z } from 'zod';
import type { Problems } from '../problems.js';
import { checkShape } from './check-shape.js';
import type { ProjectFiles } from './project-files.port.js';
import { YamlFile } from './yaml-file.js';

const paths = (...fallback: string[]): z.ZodDefault<z.ZodArray<z.ZodString>> => z.array(z.string()).default(fallback);
const tree = z.record(z.string(), z.unknown()).default({});

const projectSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z_]\w*$/, 'expected letters, digits and underscores'),
  version: z.union([z.string(), z.number()]).optional(),
  'config-version': z.literal(2).optional(),
  profile: z.string().optional(),
  'require-dbt-version': z.union([z.string(), z.array(z.string())]).optional(),
  'model-paths': paths('models'),
  'macro-paths': paths('macros'),
  'test-paths': paths('tests'),
  'seed-paths': paths('seeds'),
  'snapshot-paths': paths('snapshots'),
  'analysis-paths': paths('analyses'),
  'docs-paths': z.array(z.string()).optional(),
  'target-path': z.string().default('target'),
  'log-path': z.string().optional(),
  'clean-targets': z.array(z.string()).optional(),
  vars: tree,
  models: tree,
  data_tests: tree,
  tests: tree,
});

export interface DbtProject {
  readonly name: string;
  readonly profile: string;
  readonly modelPaths: readonly string[];
  readonly macroPaths: readonly string[];
  readonly docsPaths: readonly string[];
  readonly testPaths: readonly string[];
  readonly seedPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  readonly targetPath: string;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly models: Readonly<Record<string, unknown>>;
  readonly tests: Readonly<Record<string, unknown>>;
  readonly file: YamlFile;
}

export const PROJECT_FILE = 'dbt_project.yml';

/** `dbt_project.yml` with dbt's defaults; null, with problems, where it cannot be read. */
export function readDbtProject(files: ProjectFiles, problems: Problems): DbtProject | null {
  if (!files.list().includes(PROJECT_FILE)) {
    problems.error('DBT_NO_PROJECT', `there is no ${PROJECT_FILE}`, { hint: `Point at the folder that holds ${PROJECT_FILE}.` });
    return null;
  }
  const file = YamlFile.parse(PROJECT_FILE, files.read(PROJECT_FILE), problems);
  const shape = file && checkShape(projectSchema, file, problems);
  return shape && toProject(shape, file);
}

function toProject(shape: z.output<typeof projectSchema>, file: YamlFile): DbtProject {
  return {
    name: shape.name,
    profile: shape.profile ?? shape.name,
    modelPaths: shape['model-paths'],
    macroPaths: shape['macro-paths'],
    docsPaths: shape['docs-paths'] ?? [...shape['model-paths'], ...shape['macro-paths']],
    testPaths: shape['test-paths'],
    seedPaths: shape['seed-paths'],
    snapshotPaths: shape['snapshot-paths'],
    targetPath: shape['target-path'],
    vars: shape.vars,
    models: shape.models,
    tests: { ...shape.tests, ...shape.data_tests },
    file,
  };
}
