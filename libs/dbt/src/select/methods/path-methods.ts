import { toText } from '@weft/jinja';
import { DbtError } from '../../problems.js';
import type { Selectable } from '../graph/selection-graph.js';
import { matcherOf } from './fnmatch.js';
import type { Method, MethodWorld } from './method.type.js';

/** Files and folders of the root project, with `*` and `**`; a node also goes by the YAML file that describes it. */
export const pathMethod: Method = (value, _, world) => {
  const matches = globOf(toText(value));
  const found = new Set([...existing(world)].filter((path) => matches(path.split('/'))));
  if (matches([])) return () => true;
  return (node) => {
    const patched = patchOf(node);
    return (patched !== null && found.has(patched)) || withFolders(node.original_file_path).some((path) => found.has(path));
  };
};

export const fileMethod: Method = (value) => {
  const matches = matcherOf(toText(value));
  return ({ original_file_path: path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return matches(name) || matches(/^(.+)\.[^.]*$/.exec(name)?.[1] ?? name);
  };
};

function existing({ files, manifest }: MethodWorld): ReadonlySet<string> {
  if (files) return new Set(files.flatMap(withFolders));
  const { project_name: root } = manifest.metadata;
  const paths = new Set<string>();
  for (const part of [manifest.nodes, manifest.sources, manifest.exposures, manifest.metrics, manifest.unit_tests])
    addPaths(part);
  for (const part of [manifest.semantic_models, manifest.saved_queries, manifest.functions]) addPaths(part);
  return paths;

  function addPaths(part: Readonly<Record<string, Selectable>> | undefined): void {
    for (const node of Object.values(part ?? {})) {
      if (root !== null && node.package_name !== root) continue;
      for (const path of withFolders(node.original_file_path)) paths.add(path);
      const patched = patchOf(node);
      if (patched !== null) for (const path of withFolders(patched)) paths.add(path);
    }
  }
}

/** `a/b/c.sql` -> a/b/c.sql, a/b, a */
function withFolders(path: string): string[] {
  const paths = [path];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) paths.push(path.slice(0, end));
  return paths;
}

function patchOf(node: Selectable): string | null {
  const { patch_path: patch } = node as { patch_path?: string | null };
  return typeof patch === 'string' && patch !== '' ? (patch.split('://')[1] ?? null) : null;
}

/** A path's parts -> whether they are what the pattern says. `**` is any number of folders. */
function globOf(pattern: string): (parts: readonly string[]) => boolean {
  if (pattern.startsWith('/')) throw new DbtError('Runtime', 'Non-relative patterns are unsupported');
  const wanted = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const matchers = wanted.map((part) => (part === '**' ? null : matcherOf(part)));
  const matchesFrom = (parts: readonly string[], part: number, at: number): boolean => {
    const matcher = matchers[at];
    if (matcher === undefined) return part === parts.length;
    if (matcher !== null) return part < parts.length && matcher(parts[part] ?? '') && matchesFrom(parts, part + 1, at + 1);
    return (
      parts.slice(part).some((_, skipped) => matchesFrom(parts, part + skipped, at + 1)) ||
      matchesFrom(parts, parts.length, at + 1)
    );
  };
  return (parts) => matchesFrom(parts, 0, 0);
}
