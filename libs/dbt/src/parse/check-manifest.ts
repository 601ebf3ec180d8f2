import type { Json, ManifestNode } from '../manifest/v12/index.js';
import type { ConfigTree } from '../project/dbt-project.types.js';
import { duplicateName } from '../schema/duplicate-name.js';
import type { ParseScope } from './parse-scope.js';

type PlaceOf = (node: { original_file_path: string; package_name: string }) => { file: string; line?: number };

/** Names and relations that are taken twice, and parts of dbt_project.yml that configure nothing. */
export function checkManifest(scope: ParseScope, placeOf: PlaceOf): void {
  checkUniqueness(scope, placeOf);
  warnOfUnusedPaths(scope);
}

function checkUniqueness({ store, nodes: parsing, flags, problems }: ParseScope, placeOf: PlaceOf): void {
  const relations = new Map<string, ManifestNode>();
  const unversioned = new Map<string, ManifestNode>();
  const versioned = new Map<string, ManifestNode>();
  for (const node of store.nodes.values()) {
    if (!isRelational(node, flags)) continue;
    const key = `${node.package_name}.${node.name}`;
    const other = unversioned.get(key);
    const isVersioned = node.resource_type === 'model' && node.version !== null;
    if (other && !isVersioned) {
      const words = `Found resources with the same name '${node.name}' in package '${node.package_name}': '${other.unique_id}' and '${node.unique_id}'. Please update one of the resources to have a unique name.`;
      if (flags['require_unique_project_resource_names'] === true) {
        problems.dbt('Compilation', sameName(other, node), { location: placeOf(node) });
        continue;
      }
      problems.warn('DuplicateNameDistinctNodeTypesDeprecation', words, { location: placeOf(node) });
    }
    (isVersioned ? versioned : unversioned).set(key, node);
    const { database, schema, alias } = node;
    const relation = parsing.relationName({ database, schema, identifier: alias });
    const taken = relations.get(relation);
    if (taken) problems.dbt('Compilation', ambiguousAlias(relation, taken, node), { location: placeOf(node) });
    relations.set(relation, node);
  }
  for (const [key, node] of versioned) {
    const other = unversioned.get(key);
    if (!other) continue;
    const message =
      `Found versioned and unversioned models with the same name: '${node.unique_id}' (${node.original_file_path}) and ` +
      `'${other.unique_id}' (${other.original_file_path})`;
    problems.dbt('Parsing', message, { location: placeOf(node) });
  }
}

function sameName(first: ManifestNode, second: ManifestNode): string {
  const words = { plural: 'resources', name: second.name, action: 'looking for', what: `ref("${second.name}")` };
  return duplicateName(first, second, words).message;
}

function isRelational(node: ManifestNode, flags: Readonly<Record<string, unknown>>): boolean {
  if (node.resource_type === 'test') return node.config['store_failures'] === true || flags['store_failures'] === true;
  return node.resource_type === 'model' || node.resource_type === 'seed' || node.resource_type === 'snapshot';
}

function ambiguousAlias(relation: string, first: ManifestNode, second: ManifestNode): string {
  return (
    `dbt found two resources with the database representation "${relation}".\ndbt cannot create two resources with identical ` +
    'database representations. To fix this,\nchange the configuration of one of these resources:\n- ' +
    `${first.unique_id} (${first.original_file_path})\n- ${second.unique_id} (${second.original_file_path})`
  );
}

/** In dbt's order; it calls semantic models and saved queries by their Python names. */
const TREES: readonly (readonly [string, ConfigTree])[] = [
  ['models', 'models'],
  ['seeds', 'seeds'],
  ['snapshots', 'snapshots'],
  ['sources', 'sources'],
  ['data_tests', 'data_tests'],
  ['unit_tests', 'unit_tests'],
  ['metrics', 'metrics'],
  ['semantic_models', 'semantic-models'],
  ['saved_queries', 'saved-queries'],
  ['exposures', 'exposures'],
  ['functions', 'functions'],
];

function warnOfUnusedPaths(scope: ParseScope): void {
  const unused = TREES.flatMap(([name, tree]) => {
    const written = pathsOf(scope.root.configs[tree], []);
    if (written.length === 0) return [];
    const used = usedPrefixes(scope, name);
    return written.filter((path) => !used.has(path.join('\0'))).map((path) => [name, ...path].join('.'));
  });
  if (unused.length === 0) return;
  const list = [...new Set(unused)].map((path) => `- ${path}`).join('\n');
  scope.problems.warn(
    'UnusedResourceConfigPath',
    `Configuration paths exist in your dbt_project.yml file which do not apply to any resources.\nThere are ${new Set(unused).size} ` +
      `unused configuration paths:\n${list}`,
  );
}

function pathsOf(tree: Json, path: readonly string[]): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (const [key, value] of Object.entries(tree)) {
    const isFolder = typeof value === 'object' && value !== null && !Array.isArray(value) && !key.startsWith('+');
    if (isFolder) found.push(...pathsOf(value as Json, [...path, key]));
    else found.push(path);
  }
  return found;
}

/** Every beginning of a resource's fqn; those of disabled resources count for each kind. */
function usedPrefixes({ store }: ParseScope, name: string): ReadonlySet<string> {
  const prefixes = new Set<string>(['']);
  const add = (fqn: readonly string[]): void => {
    for (let length = 1; length <= fqn.length; length++) prefixes.add(fqn.slice(0, length).join('\0'));
  };
  const type = name === 'data_tests' ? 'test' : name === 'saved_queries' ? 'saved_query' : name.replace(/s$/, '');
  const all = [
    store.nodes,
    store.sources,
    store.exposures,
    store.metrics,
    store.semanticModels,
    store.savedQueries,
    store.unitTests,
    store.functions,
  ];
  let used = 0;
  for (const map of all) {
    for (const resource of map.values()) {
      if (resource.resource_type !== type) continue;
      used++;
      add(resource.fqn);
    }
  }
  for (const node of [...store.disabled.values()].flat()) {
    used++;
    add(node.fqn);
  }
  return used === 0 ? new Set() : prefixes;
}
