import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectFiles } from './project-files.mjs';

const FOLDERS = { dbt: 'global_project', dbt_duckdb: 'duckdb', dbt_trino: 'trino' };

/** dbt's own packages as they are installed beside it, for an adapter: the adapter's first. */
export function dbtsMacros(adapter) {
  const python = join(homedir(), '.cache/weft/conformance/venv/bin/python');
  const code = 'import dbt.include as i; print(list(i.__path__)[0])';
  const folder = spawnSync(python, ['-c', code], { encoding: 'utf8' }).stdout.trim();
  return [`dbt_${adapter}`, 'dbt'].map((name) => {
    const files = projectFiles(join(folder, FOLDERS[name]));
    const wanted = files.list().filter((path) => /^(macros|tests)\/.*\.sql$|^docs\/.*\.md$/.test(path));
    return { name, files: new Map(wanted.map((path) => [path, files.read(path)])) };
  });
}
