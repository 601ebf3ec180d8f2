import type { PackageFile } from '../../parse/parse-scope.js';

/** Package, folders below the resource path, and the name. */
export function fqnOf(file: PackageFile, ...names: string[]): string[] {
  return [file.project.name, ...file.relativePath.split('/').slice(0, -1), ...names];
}
