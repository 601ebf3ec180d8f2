import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@weft/dbt';
import { readArtifact } from '../run/previous-state.js';
import { buildDocumentation, type CatalogFile } from './documentation.js';
import { renderPage } from './documentation-page.js';

/** Writes the documentation of a project into a folder as index.html, from the artifacts that lie there. */
export function writePage(folder: string, names: readonly string[] = ['index.html']): boolean {
  const manifest = readArtifact<Manifest>(folder, 'manifest.json');
  if (!manifest) return false;
  const page = renderPage(buildDocumentation(manifest, readArtifact<CatalogFile>(folder, 'catalog.json')));
  mkdirSync(folder, { recursive: true });
  for (const name of names) writeFileSync(join(folder, name), page);
  return true;
}

/** Folders that the project wants beside its documentation. */
export function copyAssets(project: string, folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    const from = join(project, path);
    rmSync(join(folder, path), { recursive: true, force: true });
    if (existsSync(from)) cpSync(from, join(folder, path), { recursive: true });
  }
}
