import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set(['target', 'logs', '.git', 'node_modules']);

/** The files of a folder as libs/dbt wants them; links are followed. */
export function projectFiles(root) {
  const paths = [];
  const walk = (folder) => {
    for (const name of readdirSync(join(root, folder)).toSorted()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (SKIPPED.has(name)) continue;
      if (statSync(join(root, path)).isDirectory()) walk(path);
      else paths.push(path);
    }
  };
  walk('');
  return { list: () => paths, read: (path) => readFileSync(join(root, path), 'utf8') };
}
