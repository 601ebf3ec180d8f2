import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const LOOM_FILE = 'dbt_loom.config.yml';

/** A project that dbt-loom, a plugin of dbt, would fetch the manifest of. */
export interface LoomProject {
  readonly name: string;
  /** Absolute; null where it is not a file. */
  readonly manifest: string | null;
  /** `file`, `s3` and others. */
  readonly type: string;
}

/** The manifests of dbt-loom's configuration: DBT_LOOM_CONFIG, else dbt_loom.config.yml in the project. */
export function readLoomProjects(folder: string, env: Readonly<Record<string, string>>): readonly LoomProject[] {
  const file = resolve(folder, env['DBT_LOOM_CONFIG'] ?? LOOM_FILE);
  if (!existsSync(file)) return [];
  const manifests = fieldOf(readYaml(file, env), 'manifests');
  return Array.isArray(manifests) ? manifests.flatMap((one: unknown) => projectOf(one, folder)) : [];
}

function readYaml(file: string, env: Readonly<Record<string, string>>): unknown {
  const filled = (text: string) =>
    text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced?: string, bare?: string) => env[braced ?? bare ?? ''] ?? all);
  try {
    return parse(filled(readFileSync(file, 'utf8')), { logLevel: 'silent' });
  } catch {
    return null;
  }
}

function projectOf(one: unknown, folder: string): LoomProject[] {
  const [name, type, path] = [fieldOf(one, 'name'), fieldOf(one, 'type'), fieldOf(fieldOf(one, 'config'), 'path')];
  if (typeof name !== 'string' || typeof type !== 'string') return [];
  const isFile = type === 'file' && typeof path === 'string' && !/^https?:/.test(path);
  return [{ name, type, manifest: isFile ? resolve(folder, path.replace(/^file:\/\//, '')) : null }];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
