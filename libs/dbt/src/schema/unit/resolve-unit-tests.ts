import type { ModelNode, UnitTest } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { guardEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';

/** Finds the model of each unit test; one of a versioned model becomes a test for each version. */
export function resolveUnitTests(scope: ParseScope): void {
  const { places } = SchemaState.of(scope);
  for (const test of [...scope.store.unitTests.values()]) {
    const place = places.get(test.unique_id);
    if (place) guardEntry(scope, place.source, place.path, () => resolve(scope, test));
  }
}

function resolve(scope: ParseScope, test: UnitTest): void {
  const model = findModel(scope, test);
  if (!model.config.enabled) {
    test.config.enabled = false;
    scope.store.unitTests.delete(test.unique_id);
    scope.store.addDisabled(test);
    return;
  }
  test.depends_on.nodes = [model.unique_id];
  test.schema = model.schema;
  assertIncremental(test, model);
  const { include, exclude } = test.versions ?? { include: null, exclude: null };
  if (model.version !== null) splitByVersion(scope, test, model);
  else if (include?.length || exclude?.length) {
    throw new DbtError(
      'Parsing',
      `Unit test '${test.name}' should not have a versions include or exclude when referencing non-versioned model '${model.name}'`,
    );
  }
}

function findModel({ store }: ParseScope, test: UnitTest): ModelNode {
  const words = test.model.split(/\s+/).filter((word) => word !== '');
  const version = words.length === 2 ? (words[1] ?? null) : null;
  const name = words[0] ?? '';
  const found =
    store.findRefable(name, test.package_name, version) ??
    store
      .disabledNamed(name)
      .find((node) => node.resource_type === 'model' && node.package_name === test.package_name && matches(node, version));
  if (found?.resource_type === 'model') return found;
  throw new DbtError(
    'Parsing',
    `Unable to find model '${test.package_name}.${test.model}' for unit test '${test.name}' in ${test.original_file_path}`,
  );
}

function matches(node: ModelNode, version: string | null): boolean {
  return version === null || String(node.version) === version;
}

/** What is_incremental() answers in a unit test must be said. */
function assertIncremental({ name, overrides, given }: UnitTest, model: ModelNode): void {
  if (!model.depends_on.macros.includes('macro.dbt.is_incremental')) return;
  const answer = overrides?.macros['is_incremental'];
  if (typeof answer !== 'boolean') {
    throw new DbtError(
      'Parsing',
      `Boolean override for 'is_incremental' must be provided for unit test '${name}' in model '${model.name}'`,
    );
  }
  if (answer && !given.some(({ input }) => input === 'this')) {
    throw new DbtError('Parsing', `Unit test '${name}' for incremental model '${model.name}' must have a 'this' input`);
  }
}

function splitByVersion(scope: ParseScope, test: UnitTest, { name, package_name: packageName }: ModelNode): void {
  const { store } = scope;
  const versions = store
    .named(name)
    .filter(
      (node): node is ModelNode => node.resource_type === 'model' && node.package_name === packageName && node.version !== null,
    )
    .filter(({ version }) => isWanted(test, version));
  if (versions.length === 0) {
    throw new DbtError('Parsing', `Unit test '${test.name}' referenced a version of '${name}' which was not found.`);
  }
  const place = SchemaState.of(scope).places.get(test.unique_id);
  store.unitTests.delete(test.unique_id);
  for (const { unique_id: id, version } of versions) {
    const uniqueId = `unit_test.${test.package_name}.${test.model}.${test.name}_v${version}`;
    store.unitTests.set(uniqueId, { ...test, unique_id: uniqueId, depends_on: { macros: [], nodes: [id] }, version });
    if (place) SchemaState.of(scope).places.set(uniqueId, place);
  }
}

function isWanted({ versions }: UnitTest, version: ModelNode['version']): boolean {
  if (!versions || version === null) return true;
  if (versions.exclude?.length) return !versions.exclude.includes(version);
  return versions.include?.includes(version) ?? false;
}
