import { DbtError } from '@weft/dbt';
import { pythonJson } from '../events/python-json.js';
import { findNode, type Manifest, searchNameOf } from '../manifest-types.js';
import { tellFoundStats } from './found-stats.js';
import { typesOf } from './types-of.js';
import type { TaskEnvironment } from './task-environment.js';

/** Keys of `--output json` where none are named, in the order in which nodes have them. */
const KEYS = [
  'name',
  'resource_type',
  'package_name',
  'original_file_path',
  'unique_id',
  'source_name',
  'alias',
  'config',
  'tags',
  'depends_on',
];

type Listed = Readonly<Record<string, unknown>> & {
  readonly unique_id: string;
  readonly name: string;
  readonly package_name: string;
  readonly resource_type: string;
  readonly original_file_path: string;
  readonly fqn: readonly string[];
};

/** `ls`: what is selected, a line each. */
export function listTask(environment: TaskEnvironment): void {
  const { flags, log, manifest } = environment;
  assertExclusive(environment);
  if (flags.which !== 'list') tellFoundStats(environment);
  const types = flags.list('models').length > 0 ? { resourceTypes: ['model'], includeEmpty: true } : typesOf(flags, 'list');
  const ids = [...environment.select(types)].sort((a, b) => (a < b ? -1 : 1));
  if (ids.length === 0) log.warn('NoNodesSelected', {});
  const write = WRITERS[flags.text('output') ?? 'selector'] ?? selectorOf;
  for (const id of ids) log.fire('PrintEvent', { msg: write(listed(manifest, id), flags.list('output_keys')) });
}

function assertExclusive({ flags }: TaskEnvironment): void {
  if (flags.list('models').length === 0) return;
  if (flags.list('select').length > 0) throw new DbtError('Runtime', '"models" and "select" are mutually exclusive arguments');
  if (flags.list('resource_types').length > 0)
    throw new DbtError('Runtime', '"models" and "resource_type" are mutually exclusive arguments');
}

function listed(manifest: Manifest, id: string): Listed {
  const node = findNode(manifest, id) ?? manifest.metrics[id] ?? manifest.semantic_models[id];
  if (!node) throw new DbtError('Runtime', `Got an unexpected result from node selection: "${id}"`);
  return node as unknown as Listed;
}

const WRITERS: Readonly<Record<string, (node: Listed, keys: readonly string[]) => string>> = {
  selector: selectorOf,
  name: (node) => searchNameOf(node as never),
  path: (node) => node.original_file_path,
  json: (node, keys) => pythonJson(keys.length > 0 ? pick(node, keys) : pickDefault(node)),
};

function selectorOf(node: Listed): string {
  const named = `${node.package_name}.${node.name}`;
  switch (node.resource_type) {
    case 'source':
      return `source:${node.package_name}.${String(node['source_name'])}.${node.name}`;
    case 'unit_test':
      return `unit_test:${node.package_name}.${node.name}${versionSuffix(node)}`;
    case 'exposure':
    case 'metric':
    case 'saved_query':
    case 'semantic_model':
      return `${node.resource_type}:${named}`;
    default:
      return node.fqn.join('.');
  }
}

function versionSuffix(node: Listed): string {
  const { version } = node;
  return version === null || version === undefined ? '' : `_v${String(version as string | number)}`;
}

function pickDefault(node: Listed): object {
  return Object.fromEntries(KEYS.filter((key) => key in node).map((key) => [key, node[key]]));
}

function pick(node: Listed, keys: readonly string[]): object {
  const entries = keys.flatMap((key): [string, unknown][] => {
    if (!key.includes('.')) return key in node ? [[key, node[key]]] : [];
    const value = nested(node, key.split('.'));
    return value === null || value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

function nested(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null && key in current ? (current as Record<string, unknown>)[key] : null,
    value,
  );
}
