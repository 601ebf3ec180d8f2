import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InMemoryProjectFiles } from '../project/project-files.port.js';

export type Texts = Readonly<Record<string, string>>;

/** A folder's texts by path. */
export function textsOf(folder: string): Texts {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = paths.map(({ parentPath, name }) => resolve(parentPath, name).slice(resolve(folder).length + 1));
  return Object.fromEntries(names.map((name) => [name, readFileSync(resolve(folder, name), 'utf8')]));
}

export function filesOf(texts: Texts): InMemoryProjectFiles {
  return new InMemoryProjectFiles(Object.entries(texts).map(([path, content]) => ({ path, content })));
}

export const PROJECT = 'name: shop\nversion: 1.0.0\nprofile: p\n';
export const PROFILES = "p:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: ':memory:'}\n";
