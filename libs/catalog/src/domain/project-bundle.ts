import { createHash } from 'node:crypto';

export interface ProjectFile {
  /** Relative to the project's folder, with slashes. */
  readonly path: string;
  readonly content: string;
}

/** The content hash of a bundle: SHA-256 over its files in the order of their paths, each with its length. */
export function hashBundle(files: readonly ProjectFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of sortFiles(files)) hash.update(`${path.length}:${path}${content.length}:${content}`);
  return hash.digest('hex');
}

export function sortFiles(files: readonly ProjectFile[]): ProjectFile[] {
  return [...files]
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map(({ path, content }) => ({ path, content }));
}

/** The files below a folder of the mesh, named from that folder. */
export function filesBelow(files: readonly ProjectFile[], folder: string): ProjectFile[] {
  const prefix = `${folder.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
  return files.flatMap(({ path, content }) => (path.startsWith(prefix) ? [{ path: path.slice(prefix.length), content }] : []));
}
