import { type Callable, entriesOf, isMapping, toList, toText } from '@weft/jinja';
import { Relation } from '../adapter/relation.js';
import { AdapterResponseObject } from '../adapter/adapter-response.js';
import { dbtError } from '../context/context.errors.js';
import type { MacroDefinition } from '../context/macro-library.js';
import { missingMaterialization } from '../context/members/exceptions-object.js';
import type { ResultStore, StatementResult } from '../context/members/result-store.js';
import type { ManifestNode } from '../manifest/v12/index.js';
import type { AdapterResponse, LoadedResult, MaterializationResult, MaterializeOptions } from './execution.type.js';
import { overlay, type RunScopes } from './run-scopes.js';

/** dbt's search: the adapter's before the default one; of these the root project's before a package's before dbt's own. */
export function findMaterialization(scopes: RunScopes, name: string): MacroDefinition | null {
  const { library, rootName, internal } = scopes.world.namespaces;
  const { flags, project, onEvent } = scopes.world;
  const locality = (macro: MacroDefinition): number =>
    macro.packageName === rootName ? 3 : internal.includes(macro.packageName) ? 1 : 2;
  const candidates = [project.target.type, 'default'].flatMap((adapter) =>
    library.withName(`materialization_${name}_${adapter}`).toSorted((a, b) => locality(b) - locality(a)),
  );
  const [first] = candidates;
  const hasCore = candidates.some((macro) => locality(macro) === 1);
  if (!first || locality(first) !== 2 || !hasCore) return first ?? null;
  if (flags['require_explicit_package_overrides_for_builtin_materializations'] !== false) {
    return candidates.find((macro) => locality(macro) !== 2) ?? null;
  }
  const message = `Installed package '${first.packageName}' is overriding the built-in materialization '${name}'. Overrides of built-in materializations from installed packages will be deprecated in future versions of dbt. For more information: https://docs.getdbt.com/reference/global-configs/legacy-behaviors`;
  onEvent({ kind: 'warn', name: 'PackageMaterializationOverrideDeprecation', message });
  return first;
}

/** Calls a node's materialization; its relations go into the cache, its statements can be read. */
export async function materialize(
  node: ManifestNode,
  scopes: RunScopes,
  options: MaterializeOptions = {},
): Promise<MaterializationResult> {
  const name = options.materialization ?? node.config.materialized;
  const macro = findMaterialization(scopes, name);
  if (!macro) throw dbtError('Compilation', missingMaterialization(name, scopes.world.project.target.type));
  checkLanguage(node, macro);
  const { scope, results } = scopes.node(node, { batch: options.batch });
  if (options.extra) overlay(scope.context, options.extra);
  const returned = await (scope.macro(macro) as Callable).body([], new Map());
  const relations = node.resource_type === 'test' ? [] : relationsOf(returned, name);
  const store = scopes.store();
  for (const relation of relations) store.cache.add(relation.with({ dbtCreated: true }));
  return { relations, response: responseOf(results.results.get('main')), load: (statement) => loaded(results, statement) };
}

function checkLanguage(node: ManifestNode, macro: MacroDefinition): void {
  const language = 'language' in node ? node.language : 'sql';
  const supported = macro.supportedLanguages;
  if (!supported || supported.includes(language)) return;
  const shown = supported.map((each) => `'${each}'`).join(', ');
  throw dbtError('Runtime', `Materialization "${macro.name}" only supports languages [${shown}]; got "${language}"`);
}

function relationsOf(returned: unknown, name: string): Relation[] {
  if (typeof returned === 'string') {
    throw dbtError(
      'Compilation',
      `The materialization ("${name}") did not explicitly return a list of relations to add to the cache.`,
    );
  }
  const listed = isMapping(returned) ? new Map(entriesOf(returned)).get('relations') : undefined;
  if (listed === undefined) {
    throw dbtError(
      'Compilation',
      `Invalid return value from materialization, expected a dict with key "relations", got: ${toText(returned)}`,
    );
  }
  return toList(listed).map((relation) => {
    if (relation instanceof Relation) return relation;
    throw dbtError(
      'Compilation',
      `Invalid return value from materialization, "relations" contains an invalid relation: ${toText(relation)}`,
    );
  });
}

function responseOf(result: StatementResult | null | undefined): AdapterResponse {
  const response = result?.response;
  if (response instanceof AdapterResponseObject) return response.data;
  return { _message: response === undefined || response === null ? '' : toText(response) };
}

function loaded(results: ResultStore, name: string): LoadedResult | null {
  const result = results.results.get(name);
  return result ? { response: responseOf(result), table: result.table } : null;
}
