import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { CliError } from '../cli.errors.js';
import { MESH_FILE } from './mesh-files.js';
import { readMeshOutline } from './mesh-outline.js';

const PROJECT_FILE = 'dbt_project.yml';

/** A dbt project on this machine, and the mesh that lists it, if one does. */
export interface LocalProject {
  readonly folder: string;
  readonly name: string;
  readonly mesh: { readonly folder: string; readonly path: string } | null;
}

/** The project in --project-dir, else in this folder or the nearest above it. */
export function getProject(cwd: string, projectDir: string | undefined): LocalProject {
  const folder = projectDir === undefined ? findUp(cwd, PROJECT_FILE) : findIn(resolve(cwd, projectDir));
  if (folder === null) {
    throw new CliError(`there is no ${PROJECT_FILE}`, {
      where: projectDir === undefined ? cwd : resolve(cwd, projectDir),
      nextStep: 'name the folder of a project with --project-dir',
    });
  }
  return { folder, name: readProjectName(folder), mesh: findMesh(folder) };
}

function findIn(folder: string): string | null {
  return existsSync(join(folder, PROJECT_FILE)) ? realpathSync(folder) : null;
}

function findUp(from: string, file: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, file))) return realpathSync(folder);
    if (folder === dirname(folder)) return null;
  }
}

/** The nearest mesh above that lists the project: a folder inside a mesh that it does not list is no part of it. */
export function findMesh(project: string): LocalProject['mesh'] {
  for (let folder = project; ; folder = dirname(folder)) {
    const listed = listsProject(folder, project);
    if (listed !== null) return { folder, path: listed };
    if (folder === dirname(folder)) return null;
  }
}

function listsProject(mesh: string, project: string): string | null {
  const file = join(mesh, MESH_FILE);
  if (!existsSync(file)) return null;
  const { projects } = readMeshOutline(readFileSync(file, 'utf8'));
  const isListed = projects.some((path) => resolve(mesh, path) === project);
  return isListed ? relative(mesh, project).split(sep).join('/') : null;
}

function readProjectName(folder: string): string {
  const file = join(folder, PROJECT_FILE);
  const name = readName(readFileSync(file, 'utf8'));
  if (typeof name === 'string' && name !== '') return name;
  throw new CliError(`${PROJECT_FILE} has no name`, { where: file, nextStep: "begin it with name: 'my_project'", exitCode: 1 });
}

function readName(text: string): unknown {
  try {
    return (parse(text, { logLevel: 'silent' }) as { name?: unknown } | null)?.name;
  } catch {
    return undefined;
  }
}
