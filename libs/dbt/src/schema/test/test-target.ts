import type { Json } from '../../manifest/v12/index.js';
import type { PropertyFile } from '../../parse/parse-scope.js';
import type { YamlPath } from '../../project/yaml-file.js';
import { tagsOf } from '../patch/build-columns.js';
import { columnsOf } from '../patch/normalize-entry.js';
import type { ModelVersion } from '../patch/model-versions.js';

export type Version = string | number | null;

/** What generic tests are written at. */
export interface TestTarget {
  readonly kind: 'model' | 'node' | 'source';
  /** As it goes into the names of tests; of a source, its name and the table's. */
  readonly name: string;
  /** `ref('orders')`, `source('raw', 'orders')` */
  readonly reference: string;
  /** `models.orders`, `sources.raw` */
  readonly fileKeyName: string;
  /** Of a source: its name and the table's. */
  readonly table: readonly [string, string] | null;
  readonly version: Version;
  readonly tags: readonly string[];
  readonly source: PropertyFile;
}

/** One generic test as written, and where. */
export interface TestPlace {
  readonly written: unknown;
  readonly target: TestTarget;
  readonly column: Json | null;
  /** Whether columns that do not say it are quoted. */
  readonly quoteColumns: boolean;
  readonly path: YamlPath;
}

/** The tests of a model without versions, a seed or a snapshot: first those of its columns. */
export function testsOfNode(data: Json, section: string, source: PropertyFile, path: YamlPath): TestPlace[] {
  const target = targetOfNode(data, section, source, null);
  return placesOf(target, {
    columns: columnsOf(data),
    tests: data['data_tests'],
    path,
    quoteColumns: data['quote_columns'] === true,
  });
}

/** The tests of one version of a model; without tests of its own it has the model's. */
export function testsOfVersion(
  data: Json,
  { v, data: version, columns }: ModelVersion,
  source: PropertyFile,
  path: YamlPath,
): TestPlace[] {
  const target = targetOfNode(data, 'models', source, v);
  const tests = version['data_tests'] ?? data['data_tests'];
  return placesOf(target, { columns, tests, path, quoteColumns: data['quote_columns'] === true });
}

function targetOfNode(data: Json, section: string, source: PropertyFile, version: Version): TestTarget {
  const name = data['name'] as string;
  return {
    kind: section === 'models' ? 'model' : 'node',
    name,
    reference: version ? `ref('${name}', version='${version}')` : `ref('${name}')`,
    fileKeyName: `${section}.${name}`,
    table: null,
    version,
    tags: [],
    source,
  };
}

export interface Tested {
  readonly columns: readonly Json[];
  readonly tests: unknown;
  readonly path: YamlPath;
  readonly quoteColumns: boolean;
}

export function placesOf(target: TestTarget, tested: Tested): TestPlace[] {
  return [...testsOfColumns(target, tested), ...testsOfWhole(target, tested)];
}

export function testsOfColumns(target: TestTarget, { columns, path, quoteColumns }: Tested): TestPlace[] {
  return columns.flatMap((column, index) =>
    listOf(column['data_tests']).map((written, position) => {
      const at = [...path, 'columns', index, 'data_tests', position];
      return { written, target, column, quoteColumns, path: at };
    }),
  );
}

export function testsOfWhole(target: TestTarget, { tests, path, quoteColumns }: Tested): TestPlace[] {
  return listOf(tests).map((written, index) => ({
    written,
    target,
    column: null,
    quoteColumns,
    path: [...path, 'data_tests', index],
  }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function tagsOfColumn(column: Json | null): string[] {
  if (!column) return [];
  const config = (column['config'] ?? {}) as Json;
  return [...((column['tags'] ?? []) as string[]), ...tagsOf(config['tags'])];
}
