import { posix } from 'node:path';
import { type Diagnostic } from '@weft/kernel';
import type { z } from 'zod';
import type { MeshFile, MeshFiles } from '../mesh-spec.js';
import { listClaimedRelations, readDataProduct } from './data-product.js';
import type { DraftProduct, MeshDraft } from './mesh-draft.js';
import { catalogSchema, domainSchema, meshFileSchema } from './mesh-file.schema.js';
import { readOdpsDocument } from './odps-document.js';
import { mistakeAt, type Placed } from './placed.js';
import { readProjects } from './read-projects.js';
import { readShape } from './read-shape.js';
import { parseYamlFile, type YamlFile } from './yaml-file.js';

export const MESH_FILE = 'mesh.yml';

/** Files -> what could be read of the mesh; everything that is wrong is added to `found`. Null if there is no mesh to speak of. */
export function readMesh(files: MeshFiles, found: Diagnostic[]): MeshDraft | null {
  const file = openMeshFile(files, found);
  if (!file) return null;
  const top = readShape({ value: file.data, file, path: [] }, meshFileSchema, found);
  const sections = top ?? readSections(file.data);
  const domains = readItems(file, 'domains', sections.domains, domainSchema, found);
  const catalogs = readItems(file, 'catalogs', sections.catalogs, catalogSchema, found);
  const products = readProducts(file, sections.products ?? [], files, found);
  return {
    name: top?.name ?? null,
    domains: domains.read,
    catalogs: catalogs.read,
    products: products.read,
    projects: readProjects(file, sections.projects ?? [], files, found),
    spoilt: { domains: domains.spoilt, catalogs: catalogs.spoilt, relations: products.spoilt },
    complete: { domains: domains.complete, catalogs: catalogs.complete, products: products.complete },
  };
}

function openMeshFile(files: MeshFiles, found: Diagnostic[]): YamlFile | null {
  const file = files.find(({ path }) => path === MESH_FILE);
  if (!file) {
    const message = `There is no ${MESH_FILE}.`;
    found.push({ code: 'MESH_MISSING_FILE', severity: 'error', message, location: { file: MESH_FILE }, hint: HINT });
    return null;
  }
  return openYaml(file, found);
}

const HINT = `Expected ${MESH_FILE} in the folder that is applied: name, domains, catalogs, products, projects.`;

function openYaml(file: MeshFile, found: Diagnostic[]): YamlFile | null {
  const parsed = parseYamlFile(file);
  if (parsed.ok) return parsed.value;
  found.push(...parsed.error);
  return null;
}

/** The lists of a file whose top level has mistakes: what is there is read all the same, so that its mistakes are told too. */
function readSections(data: unknown): Partial<Record<'domains' | 'catalogs' | 'projects', unknown[]>> & { products?: string[] } {
  const list = (key: string): unknown[] | undefined => {
    const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, key) : undefined;
    return Array.isArray(value) ? (value as unknown[]) : undefined;
  };
  const [domains, catalogs, projects, products] = ['domains', 'catalogs', 'projects', 'products'].map(list);
  return {
    ...(domains && { domains }),
    ...(catalogs && { catalogs }),
    ...(projects && { projects }),
    ...(products && { products: products.filter((path) => typeof path === 'string') }),
  };
}

function readItems<T>(file: YamlFile, section: string, items: unknown[] | undefined, schema: z.ZodType<T>, found: Diagnostic[]) {
  const read: Placed<T>[] = [];
  const spoilt = new Set<string>();
  (items ?? []).forEach((item, index) => {
    const placed = { value: item, file, path: [section, index] };
    const value = readShape(placed, schema, found);
    if (value) read.push({ ...placed, value });
    else if (typeof item === 'object' && item !== null && 'name' in item) spoilt.add(String(item.name));
  });
  return { read, spoilt, complete: items !== undefined };
}

function readProducts(mesh: YamlFile, globs: readonly string[], files: MeshFiles, found: Diagnostic[]) {
  const read: Placed<DraftProduct>[] = [];
  const spoilt = new Set<string>();
  let complete = true;
  for (const file of selectFiles(mesh, globs, files, found)) {
    const yaml = openYaml(file, found);
    const document = yaml && readOdpsDocument(yaml, found);
    const product = document && readDataProduct(document, found);
    const claimed = product || !yaml ? null : listClaimedRelations(yaml.data);
    if (product) read.push(product);
    else if (claimed) claimed.forEach((relation) => spoilt.add(relation));
    else complete = false;
  }
  return { read, spoilt, complete };
}

/** The files that the globs name, each once; a glob that names none is a mistake. */
function selectFiles(mesh: YamlFile, globs: readonly string[], files: MeshFiles, found: Diagnostic[]): Set<MeshFile> {
  const selected = new Set<MeshFile>();
  globs.forEach((glob, index) => {
    const matching = files.filter(({ path }) => posix.matchesGlob(path, glob));
    matching.forEach((file) => selected.add(file));
    if (matching.length > 0) return;
    const placed: Placed<unknown> = { value: glob, file: mesh, path: ['products', index] };
    const hint = 'Expected the path of an ODPS file, or a pattern such as products/*.odps.yaml.';
    found.push(mistakeAt(placed, [], { code: 'MESH_MISSING_FILE', message: `No file matches '${glob}'.`, hint }));
  });
  return selected;
}
