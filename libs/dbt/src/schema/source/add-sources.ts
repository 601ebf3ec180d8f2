import type { Json } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { columnsOf } from '../patch/normalize-entry.js';
import { guardEntry } from '../property-entry.js';
import { SchemaState } from '../schema-state.js';
import { addTests } from '../test/add-tests.js';
import { type Tested, type TestTarget, testsOfColumns, testsOfWhole } from '../test/test-target.js';
import { applyOverride } from './apply-override.js';
import { buildSource, quotingOf } from './build-source.js';
import type { SourceDraft, SourceDrafts } from './source-draft.js';

/** Once all property files are read: the tables of sources, overridden, with their tests, go into the manifest. */
export function addSources(scope: ParseScope, drafts: SourceDrafts): void {
  for (const draft of drafts.tables.values()) {
    guardEntry(scope, draft.file, draft.path, () => addSource(scope, draft, drafts));
  }
  warnOfUnused(scope, drafts);
}

function addSource(scope: ParseScope, draft: SourceDraft, drafts: SourceDrafts): void {
  const override = drafts.findOverride(draft.file.file.project.name, draft.source['name'] as string);
  const overridden = override ? applyOverride(draft, override) : draft;
  addSourceTests(scope, overridden);
  const source = buildSource(scope, overridden);
  SchemaState.of(scope).places.set(source.unique_id, { source: draft.file, path: draft.path });
  if (source.config.enabled) scope.store.sources.set(source.unique_id, source);
  else scope.store.addDisabled(source);
}

function addSourceTests(scope: ParseScope, { source, table, file, path }: SourceDraft): void {
  const [sourceName, tableName] = [source['name'] as string, table['name'] as string];
  const target: TestTarget = {
    kind: 'source',
    name: `${sourceName}_${tableName}`,
    reference: `source('${sourceName}', '${tableName}')`,
    fileKeyName: `sources.${sourceName}`,
    table: [sourceName, tableName],
    version: null,
    tags: [...((source['tags'] ?? []) as string[]), ...((table['tags'] ?? []) as string[])],
    source: file,
  };
  const tested: Tested = {
    columns: columnsOf(table).map((column) => ({ ...column, data_tests: testsOf(column) })),
    tests: testsOf(table),
    path,
    quoteColumns: quotingOf(source['quoting'], table['quoting']).column === true,
  };
  addTests(scope, [...testsOfWhole(target, tested), ...testsOfColumns(target, tested)]);
}

function testsOf({ tests, data_tests: dataTests }: Json): unknown {
  const isWritten = (list: unknown): boolean => Array.isArray(list) && list.length > 0;
  if (isWritten(tests) && isWritten(dataTests)) {
    throw new DbtError('Parsing', "Invalid test config: cannot have both 'tests' and 'data_tests' defined");
  }
  return isWritten(tests) ? tests : dataTests;
}

function warnOfUnused(scope: ParseScope, drafts: SourceDrafts): void {
  const unused = [...drafts.overrides()].flatMap(([key, { data, file, used, usedTables }]) => {
    if (!used) return [`  - Source ${key} (in ${file.file.path})`];
    const names = ((data['tables'] ?? []) as Json[]).map(({ name }) => name as string).filter((name) => !usedTables.has(name));
    return names.sort().map((name) => `  - Source table ${key}.${name} (in ${file.file.path})`);
  });
  if (unused.length === 0) return;
  const lines = ['During parsing, dbt encountered source overrides that had no target:', ...unused, ''];
  scope.problems.warn('UnusedTables', lines.join('\n'));
}
