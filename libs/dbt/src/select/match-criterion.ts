import type { ManifestNode } from '../manifest/manifest-node.js';
import type { ManifestSource } from '../manifest/manifest-source.js';
import type { Criterion } from './selector.js';

export type Selectable = ManifestNode | ManifestSource;

/** Whether a node is what a criterion names, graph operators aside. */
export function matchesCriterion({ method, value }: Criterion, node: Selectable): boolean {
  switch (method) {
    case 'fqn':
      return matchesFqn(node, value);
    case 'tag':
      return node.tags.some((tag) => matches(value, tag));
    case 'path':
      return matchesPath(node.original_file_path, value);
    case 'resource_type':
      return node.resource_type === value;
    case 'source':
      return node.resource_type === 'source' && matchesSource(node, value);
    case 'test_name':
      return node.resource_type === 'test' && matches(value, node.test_metadata?.name ?? '');
    case 'package':
      return matches(value === 'this' ? node.package_name : value, node.package_name);
  }
}

/** Shell-like patterns: `*` and `?`. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`).test(text);
}

/** A name, or the beginning of its path of folders, with or without the package before it. Sources go by `source:`. */
function matchesFqn(node: Selectable, value: string): boolean {
  if (node.resource_type === 'source') return false;
  if (matches(value, node.name)) return true;
  const wanted = value.split('.');
  const begins = (fqn: readonly string[]): boolean =>
    wanted.length <= fqn.length && wanted.every((part, index) => matches(part, fqn[index] ?? ''));
  return begins(node.fqn) || begins(node.fqn.slice(1));
}

function matchesPath(file: string, value: string): boolean {
  const path = value.replace(/^\.\//, '').replace(/\/$/, '');
  return file === path || file.startsWith(`${path}/`) || matches(path, file);
}

function matchesSource(source: ManifestSource, value: string): boolean {
  const [name, table = '*'] = value.split('.').slice(-2);
  return matches(name ?? '', source.source_name) && matches(table, source.name);
}
