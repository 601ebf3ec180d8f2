import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleReader } from './bundle-reader.js';

/** What a dbt project is made of; anything else in its folder stays where it is. */
const PROJECT_FILE = /\.(sql|ya?ml|md|csv)$/i;

/** What dbt writes itself, and what is nobody's source. */
const LEFT_OUT = new Set(['target', 'logs', 'node_modules']);

/** Adds the files of the project in a folder below the reader's root ('' is the root itself). */
export function addProjectFiles(reader: BundleReader, folder: string, seen = new Set<string>()): void {
  const real = reader.resolveInside(folder);
  if (seen.has(real)) return;
  seen.add(real);
  for (const entry of listEntries(real)) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || LEFT_OUT.has(entry.name)) continue;
    if (isFolder(reader, path, entry)) addProjectFiles(reader, path, seen);
    else if (PROJECT_FILE.test(entry.name)) reader.add(path);
  }
}

function listEntries(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isFolder(reader: BundleReader, path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  reader.resolveInside(path);
  return statSync(join(reader.root, path)).isDirectory();
}
