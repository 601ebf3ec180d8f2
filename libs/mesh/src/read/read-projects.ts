import { type Diagnostic, nearestNames } from '@weft/kernel';
import type { MeshFile, MeshFiles } from '../mesh-spec.js';
import type { DraftProject } from './mesh-draft.js';
import { projectSchema, type RawProject } from './mesh-file.schema.js';
import { mistakeAt, type Placed, renderPlace } from './placed.js';
import { readShape } from './read-shape.js';
import { nameField } from './field.js';
import { parseYamlFile, type YamlFile } from './yaml-file.js';
import { z } from 'zod';

const PROJECT_FILE = 'dbt_project.yml';
const projectFileSchema = z.looseObject({ name: nameField });

/** The projects of a mesh; each is named by its own `dbt_project.yml`. */
export function readProjects(
  mesh: YamlFile,
  items: readonly unknown[],
  files: MeshFiles,
  found: Diagnostic[],
): Placed<DraftProject>[] {
  return items.flatMap((item, index) => {
    const placed = { value: item, file: mesh, path: ['projects', index] };
    const value = readShape(placed, projectSchema, found);
    const name = value && readProjectName({ ...placed, value }, files, found);
    return value && name ? [{ ...placed, value: { ...value, name } }] : [];
  });
}

function readProjectName(project: Placed<RawProject>, files: MeshFiles, found: Diagnostic[]): string | null {
  const { path, name } = project.value;
  const file = files.find((candidate) => candidate.path === `${path}/${PROJECT_FILE}`);
  if (!file) {
    found.push(missingProject(project, files));
    return null;
  }
  const own = readOwnName(file, found);
  if (!own || name === undefined || name === own.value) return own?.value ?? null;
  const message = `The project at '${path}' is called ${own.value}, not ${name}.`;
  const hint = `Expected the name that ${renderPlace(own)} gives, or none.`;
  found.push(mistakeAt(project, ['name'], { code: 'MESH_DANGLING_REFERENCE', message, hint }));
  return null;
}

function readOwnName(file: MeshFile, found: Diagnostic[]): Placed<string> | null {
  const yaml = parseYamlFile(file);
  if (!yaml.ok) {
    found.push(...yaml.error);
    return null;
  }
  const top = readShape({ value: yaml.value.data, file: yaml.value, path: [] }, projectFileSchema, found);
  return top && { value: top.name, file: yaml.value, path: ['name'] };
}

function missingProject(project: Placed<RawProject>, files: MeshFiles): Diagnostic {
  const known = files.flatMap(({ path }) => (path.endsWith(`/${PROJECT_FILE}`) ? [path.slice(0, -PROJECT_FILE.length - 1)] : []));
  const near = nearestNames(project.value.path, known);
  return mistakeAt(project, ['path'], {
    code: 'MESH_DANGLING_REFERENCE',
    message: `There is no project at '${project.value.path}': it has no ${PROJECT_FILE}.`,
    hint: `${near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : ''}Expected the folder of a dbt project.`,
  });
}
