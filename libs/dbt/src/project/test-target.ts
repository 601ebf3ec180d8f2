import type { ManifestSource } from '../manifest/manifest-source.js';
import type { ModelNode } from '../manifest/manifest-node.js';
import type { Written } from './read-schema-files.js';
import type { ColumnProperties, ModelProperties, TableProperties, WrittenTest } from './schema-file.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

/** What generic tests are written at: a model or a source's table. */
export interface TestTarget {
  /** As it goes into the tests' names. */
  readonly name: string;
  readonly isSource: boolean;
  /** The model's id; null for a source. */
  readonly attachedNode: string | null;
  /** How the test's macro gets it. */
  readonly reference: string;
  readonly fileKeyName: string;
  readonly tags: readonly string[];
}

/** One generic test as written, and where. */
export interface TestPlace {
  readonly written: WrittenTest;
  readonly columnName: string | null;
  readonly columnTags: readonly string[];
  readonly target: TestTarget;
  readonly file: YamlFile;
  readonly path: YamlPath;
}

export function testsOfModel(model: ModelNode, written: Written<ModelProperties>): TestPlace[] {
  const target: TestTarget = {
    name: model.name,
    isSource: false,
    attachedNode: model.unique_id,
    reference: `ref('${model.name}')`,
    fileKeyName: `models.${model.name}`,
    tags: [],
  };
  return placesOf(target, written);
}

export function testsOfSource(source: ManifestSource, written: Written<TableProperties>): TestPlace[] {
  const target: TestTarget = {
    name: `${source.source_name}_${source.name}`,
    isSource: true,
    attachedNode: null,
    reference: `source('${source.source_name}', '${source.name}')`,
    fileKeyName: `sources.${source.source_name}`,
    tags: source.tags,
  };
  return placesOf(target, written);
}

type Tested = Pick<ColumnProperties, 'tests' | 'data_tests'>;

function placesOf(target: TestTarget, { value, file, path }: Written<ModelProperties | TableProperties>): TestPlace[] {
  const at = (tested: Tested, below: YamlPath, columnName: string | null, columnTags: readonly string[]): TestPlace[] =>
    (['data_tests', 'tests'] as const).flatMap((key) =>
      tested[key].map((written, index) => ({ written, columnName, columnTags, target, file, path: [...below, key, index] })),
    );
  const columns = value.columns.flatMap((column, index) =>
    at(column, [...path, 'columns', index], column.name, [...column.tags, ...column.config.tags]),
  );
  return [...columns, ...at(value, path, null, [])];
}
