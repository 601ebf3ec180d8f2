import type { Json, UnitTest } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { assertNew } from '../duplicate-name.js';
import { assertShape, invalidEntry, type PropertyEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';
import { UNIT_TEST } from '../shape/shapes.js';
import { readFixture } from './fixture-rows.js';
import { unitTestChecksum } from './unit-test-checksum.js';

/** A unit test; its model is looked up when all models are known. */
export function readUnitTest(scope: ParseScope, entry: PropertyEntry): void {
  assertShape(entry, UNIT_TEST);
  const versions = entry.data['versions'] as Json | null | undefined;
  if (isWritten(versions?.['include']) && isWritten(versions?.['exclude'])) {
    throw invalidEntry(entry, 'at path []: Unit tests can not both include and exclude versions.', ['versions']);
  }
  const test = buildUnitTest(scope, entry);
  test.checksum = unitTestChecksum(test);
  SchemaState.of(scope).places.set(test.unique_id, { source: entry.source, path: entry.path });
  if (!test.config.enabled) scope.store.addDisabled(test);
  else {
    assertNew(scope.store.unitTests, test, 'unit_tests');
    scope.store.unitTests.set(test.unique_id, test);
  }
}

function isWritten(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function buildUnitTest(scope: ParseScope, entry: PropertyEntry): UnitTest {
  const { data, source } = entry;
  const { file } = source;
  const [name, model] = [data['name'] as string, data['model'] as string];
  const packageName = file.project.name;
  const fqn = [packageName, ...file.path.split('/').slice(1, -1), model, name];
  const patch = (data['config'] ?? {}) as Json;
  const overrides = data['overrides'] as Json | null | undefined;
  const versions = data['versions'] as Json | null | undefined;
  return {
    model,
    given: (data['given'] as Json[]).map((one) => ({
      input: one['input'] as string,
      ...readFixture(scope, entry, one, 'input'),
    })),
    expect: readFixture(scope, entry, data['expect'] as Json, 'expected'),
    name,
    resource_type: 'unit_test',
    package_name: packageName,
    path: file.relativePath,
    original_file_path: file.path,
    unique_id: `unit_test.${packageName}.${model}.${name}`,
    fqn,
    description: (data['description'] ?? '') as string,
    overrides: overrides ? { macros: {}, vars: {}, env_vars: {}, ...overrides } : null,
    depends_on: { macros: [], nodes: [] },
    config: scope.configs.build({ resourceType: 'unit_test', fqn, packageName, patch }) as unknown as UnitTest['config'],
    checksum: null,
    schema: null,
    created_at: scope.createdAt,
    versions: versions ? ({ include: null, exclude: null, ...versions } as UnitTest['versions']) : null,
    version: null,
  };
}
