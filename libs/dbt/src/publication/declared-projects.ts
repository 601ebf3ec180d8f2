import type { ProjectFiles } from '../project/project-files.port.js';
import { Problems } from '../problems.js';
import { isMapping } from '../project/read-project-file.js';
import { YamlFile } from '../project/yaml-file.js';

export const DEPENDENCIES_FILE = 'dependencies.yml';

/** A project under `projects:` of dependencies.yml. */
export interface DeclaredProject {
  readonly name: string;
  /** Ours: its folder or its manifest, from the folder of dependencies.yml. */
  readonly path: string | null;
}

/** The projects that dependencies.yml names; a file that is no YAML is the affair of whoever reads its packages. */
export function readDeclaredProjects(files: ProjectFiles): readonly DeclaredProject[] {
  if (!files.list().includes(DEPENDENCIES_FILE)) return [];
  const value = YamlFile.parse(DEPENDENCIES_FILE, files.read(DEPENDENCIES_FILE), new Problems())?.value;
  const projects = isMapping(value) ? value['projects'] : null;
  return Array.isArray(projects) ? projects.flatMap((one: unknown) => declared(one)) : [];
}

function declared(one: unknown): DeclaredProject[] {
  if (!isMapping(one) || typeof one['name'] !== 'string') return [];
  const path = one['path'];
  return [{ name: one['name'], path: typeof path === 'string' ? path : null }];
}
