import { existsSync, globSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { CliError } from '../cli.errors.js';
import type { BundleFile } from './bundle-file.js';
import { BundleReader } from './bundle-reader.js';
import { type MeshOutline, readMeshOutline } from './mesh-outline.js';
import { addProjectFiles } from './project-files.js';
import { assertNoPlainSecrets } from './plain-secrets.js';

export const MESH_FILE = 'mesh.yml';

export interface MeshBundle {
  /** Absolute, without links: the server resolves the data files of embedded catalogs against it. */
  readonly directory: string;
  readonly files: readonly BundleFile[];
}

/** Reads the mesh in a folder (or the one whose `mesh.yml` is named): its descriptors and its projects' files. */
export function readMeshBundle(path: string): MeshBundle {
  const root = findMeshFolder(path);
  const reader = new BundleReader(root);
  reader.add(MESH_FILE);
  const outline = readMeshOutline(readFileSync(join(root, MESH_FILE), 'utf8'));
  addProducts(reader, outline);
  addProjects(reader, outline);
  const files = reader.list();
  assertNoPlainSecrets(root, files);
  return { directory: root, files };
}

function findMeshFolder(path: string): string {
  const folder = basename(path) === MESH_FILE ? dirname(path) : path;
  if (existsSync(join(folder, MESH_FILE))) return realpathSync(folder);
  throw new CliError(`there is no ${MESH_FILE}`, {
    where: folder,
    nextStep: 'name the folder of a mesh, such as examples/jaffle-mesh',
  });
}

function addProducts(reader: BundleReader, { products }: MeshOutline): void {
  for (const glob of products) {
    assertInside(reader.root, glob);
    for (const path of globSync(glob, { cwd: reader.root })) {
      if (statSync(join(reader.root, path)).isFile()) reader.add(path.split(sep).join('/'));
    }
  }
}

function addProjects(reader: BundleReader, { projects }: MeshOutline): void {
  for (const project of projects) {
    assertInside(reader.root, project);
    const folder = project
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
    if (existsSync(join(reader.root, folder))) addProjectFiles(reader, folder);
  }
}

function assertInside(root: string, path: string): void {
  if (!isAbsolute(path) && !path.split(/[\\/]/).includes('..')) return;
  throw new CliError(`'${path}' leads out of the mesh's folder`, {
    where: join(root, MESH_FILE),
    nextStep: 'name files and folders below it',
    exitCode: 1,
  });
}
