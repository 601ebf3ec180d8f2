import { toRepr } from '@weft/jinja';
import type { Json, ManifestNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { EntryError, type PropertyEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';
import { buildColumns } from './build-columns.js';
import { columnsOf } from './normalize-entry.js';

const ACCESS = ['private', 'protected', 'public'];

export interface NodePatch {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Json[];
  readonly config: Json;
}

export function patchOf({ data }: PropertyEntry): NodePatch {
  return {
    name: data['name'] as string,
    description: (data['description'] ?? '') as string,
    columns: columnsOf(data),
    config: (data['config'] ?? {}) as Json,
  };
}

/** The node's configuration is worked out again, with what YAML says below what its own file says. */
export function patchConfig(scope: ParseScope, node: ManifestNode, config: Json): void {
  const { access } = config;
  if ('access' in config && !isAccess(access)) throw invalidAccess(node, access);
  scope.nodes.configure(node, { ...scope.nodes.requestOf(node), fqn: node.fqn, patch: config });
}

export function isAccess(value: unknown): boolean {
  return typeof value === 'string' && ACCESS.includes(value);
}

export function invalidAccess(node: ManifestNode, value: unknown): DbtError {
  const shown = typeof value === 'string' ? value : toRepr(value);
  return new EntryError('Parsing', `Node ${node.unique_id} has an invalid value (${shown}) for the access field`, [
    'config',
    'access',
  ]);
}

export function patchProperties(scope: ParseScope, node: ManifestNode, patch: NodePatch, { source, path }: PropertyEntry): void {
  SchemaState.of(scope).places.set(node.unique_id, { source, path });
  node.patch_path = source.file.id;
  node.description = patch.description;
  node.columns = buildColumns(patch.columns);
  node.name = patch.name;
}

/** The other file that says something of the same node. */
export function assertUnpatched(
  node: { patch_path: string | null },
  name: string,
  { source }: PropertyEntry,
  kind = 'resource',
): void {
  if (node.patch_path === null) return;
  const existing = node.patch_path.split('://')[1] ?? node.patch_path;
  const fix = fixOfDuplicates(source.file.path, existing, name, kind);
  throw new DbtError(
    'Compilation',
    `dbt found two schema.yml entries for the same ${kind} named ${name}. Resources and their associated columns may only be described a single time. To fix this, ${fix}`,
  );
}

/** dbt's advice where a name is described in two places. */
export function fixOfDuplicates(first: string, second: string, name: string, kind: string): string {
  return first === second
    ? `remove one of the ${kind} entries for ${name} in this file:\n - ${first}\n`
    : `remove the ${kind} entry for ${name} in one of these files:\n - ${first}\n${second}`;
}
