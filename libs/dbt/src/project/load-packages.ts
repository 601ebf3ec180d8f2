import type { Problems } from '../problems.js';
import type { DbtProject } from './dbt-project.types.js';
import type { ProjectFiles } from './project-files.port.js';
import { isMapping, loadRawProject, PROJECT_FILE, type ProjectReading, readProjectFile } from './read-project-file.js';
import { YamlFile } from './yaml-file.js';

/** The packages that are installed, by name; more wanted than installed, or a name twice, is dbt's error. */
export function loadPackages(
  root: DbtProject,
  files: ProjectFiles,
  reading: Omit<ProjectReading, 'isRoot' | 'targetPath'>,
): ReadonlyMap<string, DbtProject> {
  const { problems } = reading;
  const folders = installedFolders(root, files);
  checkInstalled(root, files, folders.length, problems);
  const packages = new Map<string, DbtProject>();
  for (const folder of folders) {
    const raw = loadRawProject(files, folder, problems);
    const project = raw && readProjectFile(raw, { ...reading, isRoot: false });
    if (!project) continue;
    if (packages.has(project.name) || project.name === root.name || INTERNAL.test(project.name)) {
      const words = `dbt found more than one package with the name "${project.name}" included in this project.`;
      const fix = 'Package names must be unique in a project. Please rename one of these packages.';
      problems.dbt('Compilation', `${words} ${fix}`, { location: { file: `${folder}/${PROJECT_FILE}` } });
    } else packages.set(project.name, project);
  }
  return packages;
}

const INTERNAL = /^dbt(_duckdb|_trino)?$/;

function installedFolders({ packagesInstallPath }: DbtProject, files: ProjectFiles): readonly string[] {
  const prefix = `${packagesInstallPath.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
  const names = new Set<string>();
  for (const path of files.list()) {
    if (!path.startsWith(prefix)) continue;
    const end = path.indexOf('/', prefix.length);
    if (end > 0) names.add(path.slice(prefix.length, end));
  }
  return [...names]
    .filter((name) => !name.startsWith('__'))
    .sort()
    .map((name) => `${prefix}${name}`);
}

function checkInstalled(root: DbtProject, files: ProjectFiles, installed: number, problems: Problems): void {
  const { wanted, file } = wantedPackages(files, problems);
  if (wanted <= installed) return;
  problems.dbt(
    'Compilation',
    `dbt found ${wanted} package(s) specified in ${file}, but only ${installed} package(s) installed in ` +
      `${root.packagesInstallPath}. Run "dbt deps" to install package dependencies.`,
    { location: { file } },
  );
}

function wantedPackages(files: ProjectFiles, problems: Problems): { wanted: number; file: string } {
  const packages = listIn(files, 'packages.yml', problems);
  const dependencies = listIn(files, 'dependencies.yml', problems);
  if (packages && dependencies) {
    problems.dbt('Runtime', "The 'packages' key cannot be specified in both packages.yml and dependencies.yml");
  }
  return dependencies
    ? { wanted: dependencies.length, file: 'dependencies.yml' }
    : { wanted: packages?.length ?? 0, file: 'packages.yml' };
}

function listIn(files: ProjectFiles, path: string, problems: Problems): readonly unknown[] | null {
  if (!files.list().includes(path)) return null;
  const value = YamlFile.parse(path, files.read(path), problems)?.value;
  const list = isMapping(value) ? value['packages'] : null;
  return Array.isArray(list) ? (list as unknown[]) : null;
}
