import type { Problems } from '../problems.js';
import type { DbtProject } from './dbt-project.js';
import type { ProjectFiles } from './project-files.port.js';
import { baseNameOf, extensionOf, pathBelow } from './project-paths.js';

export interface ModelFile {
  readonly name: string;
  readonly file: string;
  /** Below the model path. */
  readonly path: string;
}

/** The project's models by name; resources that cannot be run yet are refused by their file. */
export function findModels(files: ProjectFiles, project: DbtProject, problems: Problems): ReadonlyMap<string, ModelFile> {
  const models = new Map<string, ModelFile>();
  for (const file of files.list().toSorted()) {
    const refusal = refusalOf(file, project);
    if (refusal) problems.error('DBT_UNSUPPORTED', refusal, { location: { file } });
    const path = pathBelow(file, project.modelPaths);
    if (refusal || path === null || extensionOf(file) !== 'sql') continue;
    const name = baseNameOf(file);
    const other = models.get(name);
    if (other) problems.error('DBT_DUPLICATE_NAME', `model '${name}' is also in ${other.file}`, { location: { file } });
    else models.set(name, { name, file, path });
  }
  return models;
}

function refusalOf(file: string, project: DbtProject): string | null {
  const extension = extensionOf(file);
  const isIn = (folders: readonly string[]): boolean => pathBelow(file, folders) !== null;
  if (file === 'packages.yml' || file === 'dependencies.yml') return 'packages are not supported yet';
  if (isIn(project.modelPaths) && extension === 'py') return 'Python models are not supported';
  if (isIn(project.seedPaths) && extension === 'csv') return 'seeds are not supported yet';
  if (isIn(project.snapshotPaths) && ['sql', 'yml', 'yaml'].includes(extension)) return 'snapshots are not supported yet';
  const isSingularTest =
    isIn(project.testPaths) && !isIn(project.testPaths.map((path) => `${path}/generic`)) && extension === 'sql';
  return isSingularTest ? 'singular tests are not supported yet' : null;
}
