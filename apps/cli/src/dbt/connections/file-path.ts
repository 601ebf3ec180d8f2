import { isAbsolute, resolve } from 'node:path';

/** DuckDB reads a relative path from the process' folder, which may not be the command's. */
export function filePath(path: string, folder: string): string {
  return path === ':memory:' || path.includes('://') || path.includes(':') || isAbsolute(path) ? path : resolve(folder, path);
}
