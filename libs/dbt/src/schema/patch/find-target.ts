import type { ManifestNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import type { PropertyEntry } from '../property-entry.js';
import { nearestHint } from '../../nearest-hint.js';

const TYPES: Readonly<Record<string, string>> = {
  models: 'model',
  seeds: 'seed',
  snapshots: 'snapshot',
  analyses: 'analysis',
  functions: 'function',
};

/** The nodes that an entry describes: one that is enabled, or all of its name that are disabled. Empty, with dbt's warning, where there are none. */
export function findTargets(scope: ParseScope, entry: PropertyEntry, name: string): readonly ManifestNode[] {
  const { section, source } = entry;
  const type = TYPES[section] ?? section;
  const own = source.file.project.name;
  if (section === 'models' || section === 'seeds' || section === 'snapshots') {
    const node = scope.store.findRefable(name, own) ?? scope.store.findRefable(name, null);
    if (node && node.resource_type !== type) {
      warnOfSection(scope, entry, name, node.resource_type);
      return [];
    }
    if (node) return [node];
  } else if (section === 'functions') {
    const found = [...scope.store.functions.values()].find((node) => node.name === name);
    if (found) return [found];
  } else {
    const found = scope.store.named(name).find(({ resource_type }) => resource_type === type);
    if (found) return [found];
  }
  const disabled = findDisabled(scope, name, own, type);
  if (disabled.length === 0) warnOfMissing(scope, entry, name);
  return disabled;
}

export function findDisabled(scope: ParseScope, name: string, packageName: string | null, type: string): readonly ManifestNode[] {
  const found = scope.store
    .disabledNamed(name)
    .filter((node) => node.resource_type === type && (packageName === null || node.package_name === packageName));
  return found as readonly ManifestNode[];
}

/** Of several disabled nodes with one id nobody knows which one an entry would enable. */
export function assertOneToEnable(nodes: readonly ManifestNode[], name: string, enabled: unknown): void {
  if (nodes.length < 2 || enabled !== true) return;
  throw new DbtError(
    'Parsing',
    `Found ${nodes.length} matching disabled nodes for ${nodes[0]?.resource_type} '${name}'. Multiple nodes for the same unique id cannot be ` +
      'enabled in the schema file. They must be enabled in `dbt_project.yml` or in the sql files.',
  );
}

export function warnOfMissing(scope: ParseScope, { section, source, path }: PropertyEntry, name: string): void {
  const names = [...scope.store.nodes.values()].filter((node) => node.resource_type === TYPES[section]).map((node) => node.name);
  scope.problems.warn(
    'NoNodeForYamlKey',
    `Did not find matching node for patch with name '${name}' in the '${section}' section of file '${source.file.path}'`,
    { location: source.locate([...path, 'name']), hint: nearestHint(name, names) },
  );
}

function warnOfSection(scope: ParseScope, { section, source, path }: PropertyEntry, name: string, type: string): void {
  const message =
    `'${name}' is a ${type} node, but it is specified in the ${section} section of ${source.file.path}. ` +
    `To fix this error, place the \`${name}\` specification under the ${type}s key instead.`;
  scope.problems.warn('WrongResourceSchemaFile', message, { location: source.locate([...path, 'name']) });
}
