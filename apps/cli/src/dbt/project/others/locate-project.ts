import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type DeclaredProject, DEPENDENCIES_FILE } from '@weft/dbt';
import { findMesh } from '../../../project/find-project.js';
import { MESH_FILE } from '../../../project/mesh-files.js';
import { readMeshOutline } from '../../../project/mesh-outline.js';
import type { LoomProject } from './loom-config.js';
import { PROJECT_FILE, readName } from '../project-place.js';

const MANIFEST = 'manifest.json';

/** Where another project can be read: its folder, or a manifest alone. */
export type ProjectPlace = { readonly folder: string } | { readonly manifest: string } | { readonly fault: string };

/** The other projects that a project's files lead to: by a path, in its mesh, or beside it. */
export class ProjectPlaces {
  private mesh: ReadonlyMap<string, string> | null = null;

  constructor(
    private readonly folder: string,
    private readonly declared: readonly DeclaredProject[],
    private readonly loom: readonly LoomProject[] = [],
  ) {}

  find(name: string): ProjectPlace | null {
    const declared = this.declared.find((one) => one.name === name);
    if (declared?.path) return placeAt(resolve(this.folder, declared.path), declared);
    const loom = this.loom.find((one) => one.name === name);
    if (loom?.manifest && existsSync(loom.manifest)) return { manifest: loom.manifest };
    const inMesh = this.inMesh().get(name);
    if (inMesh !== undefined) return { folder: inMesh };
    if (!declared && !loom) return null;
    return this.beside(name) ?? { fault: loom ? notFetched(loom) : nowhere(name) };
  }

  /** Whether it would have to be found elsewhere. */
  isMissing(name: string): boolean {
    const place = this.find(name);
    return place === null || ('fault' in place && this.declared.every((one) => one.name !== name || one.path === null));
  }

  names(): readonly string[] {
    return [...new Set([...this.chosen(), ...this.inMesh().keys()])];
  }

  /** Those that the project itself names. */
  chosen(): readonly string[] {
    return [...this.declared, ...this.loom].map(({ name }) => name);
  }

  private inMesh(): ReadonlyMap<string, string> {
    this.mesh ??= this.readMesh();
    return this.mesh;
  }

  private readMesh(): ReadonlyMap<string, string> {
    const mesh = findMesh(this.folder);
    if (!mesh) return new Map();
    const { projects } = readMeshOutline(readFileSync(join(mesh.folder, MESH_FILE), 'utf8'));
    const folders = projects.map((path) => resolve(mesh.folder, path)).filter((folder) => folder !== this.folder);
    return new Map(folders.flatMap((folder) => named(folder)));
  }

  private beside(name: string): ProjectPlace | null {
    const above = dirname(this.folder);
    const folders = readdirSync(above, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const found = folders.map((entry) => join(above, entry.name)).find((folder) => readName(folder) === name);
    return found === undefined ? null : { folder: found };
  }
}

function named(folder: string): [string, string][] {
  const name = readName(folder);
  return name === null ? [] : [[name, folder]];
}

function placeAt(path: string, { name, path: written }: DeclaredProject): ProjectPlace {
  if (existsSync(join(path, PROJECT_FILE))) return { folder: path };
  const manifest = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, MANIFEST) : path;
  if (existsSync(manifest)) return { manifest };
  return {
    fault: `${DEPENDENCIES_FILE} says that project '${name}' is at '${written ?? ''}', where there is no project and no manifest.`,
  };
}

function notFetched({ name, type, manifest }: LoomProject): string {
  return manifest === null
    ? `dbt_loom.config.yml has project '${name}' by type ${type}, which is not fetched: keep its manifest in a file, and name that.`
    : `dbt_loom.config.yml says that the manifest of project '${name}' is ${manifest}, which is not there.`;
}

function nowhere(name: string): string {
  return `${DEPENDENCIES_FILE} names project '${name}', and it is neither in this mesh nor beside this project: say its folder or its manifest with path.`;
}
