import { parse } from 'yaml';

/** As much of a `mesh.yml` as says which other files belong to it. What is wrong with the rest, the server says. */
export interface MeshOutline {
  /** Globs of ODPS files. */
  readonly products: readonly string[];
  /** Folders of dbt projects. */
  readonly projects: readonly string[];
}

/** Text that is no YAML, and members of another shape, give an empty outline. */
export function readMeshOutline(text: string): MeshOutline {
  const mesh = parseObject(text);
  const projects = asList(mesh['projects']).map((project) => (isObject(project) ? project['path'] : project));
  return { products: asList(mesh['products']).filter(isText), projects: projects.filter(isText) };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = parse(text, { logLevel: 'silent' });
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
