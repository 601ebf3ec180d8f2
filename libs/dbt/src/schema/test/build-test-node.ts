import { blankCode, blankNode } from '../../manifest/blank-node.js';
import type { GenericTestNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { type GenericTestName, hashGenericTest } from './generic-test-name.js';
import type { GenericTest } from './read-test.js';
import type { TestPlace } from './test-target.js';

export interface TestParts {
  readonly place: TestPlace;
  readonly test: GenericTest;
  readonly names: GenericTestName;
  readonly tags: string[];
  readonly fqn: readonly string[];
  readonly columnName: string | null;
  readonly rawCode: string;
}

/** A generic test before it is rendered and configured. */
export function buildTestNode(
  scope: ParseScope,
  { place, test, names, tags, fqn, columnName, rawCode }: TestParts,
): GenericTestNode {
  const { file } = place.target.source;
  const packageName = file.project.name;
  const metadata = { name: test.name, kwargs: test.kwargs, namespace: test.namespace };
  return {
    database: scope.target.database,
    schema: scope.target.schema,
    name: names.full,
    resource_type: 'test',
    package_name: packageName,
    path: `${names.short}.sql`,
    original_file_path: file.path,
    unique_id: `test.${packageName}.${names.full}.${hashGenericTest(names.full, metadata)}`,
    fqn: [...fqn],
    alias: names.full,
    checksum: { name: 'none', checksum: '' },
    config: scope.configs.build({ resourceType: 'test', fqn, packageName }),
    ...blankNode(scope.createdAt),
    tags,
    description: test.description,
    raw_code: rawCode,
    ...blankCode(),
    column_name: columnName,
    file_key_name: place.target.fileKeyName,
    attached_node: null,
    test_metadata: metadata,
  };
}
