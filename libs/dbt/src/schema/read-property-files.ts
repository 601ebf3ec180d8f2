import { cleanDisabled } from './clean-disabled.js';
import type { ParseScope, PropertyFile } from '../parse/parse-scope.js';
import { readExposure } from './exposure/read-exposure.js';
import { readGroup } from './exposure/read-group.js';
import { addYamlSnapshots } from './patch/add-yaml-snapshots.js';
import { readMacroPatch } from './patch/read-macro-patch.js';
import { type DescribedModel, readModelPatch } from './patch/read-model-patch.js';
import { readNodePatch } from './patch/read-node-patch.js';
import { readSingularTestPatch } from './patch/read-singular-test-patch.js';
import { forEachEntry, type PropertyEntry } from './property-entry.js';
import { readMetric } from './semantic/read-metric.js';
import { readSavedQuery } from './semantic/read-saved-query.js';
import { readSemanticModel } from './semantic/read-semantic-model.js';
import { addSources } from './source/add-sources.js';
import { readSource } from './source/read-source.js';
import { SourceDrafts } from './source/source-draft.js';
import { addTests } from './test/add-tests.js';
import { testsOfNode, testsOfVersion } from './test/test-target.js';
import { headingOf, Problems } from '../problems.js';
import { readUnitTest } from './unit/read-unit-test.js';

/** Everything that the property files of all packages say, on top of the nodes that files made. */
export function readPropertyFiles(scope: ParseScope): void {
  const drafts = new SourceDrafts();
  for (const packageName of scope.packages.keys()) {
    for (const file of scope.propertyFiles(packageName)) readPropertyFile(scope, file, drafts);
  }
  cleanDisabled(scope.store);
  addSources(scope, drafts);
}

function readPropertyFile(scope: ParseScope, file: PropertyFile, drafts: SourceDrafts): void {
  readModels(scope, file);
  readTested(scope, file, 'seeds');
  addYamlSnapshots(scope, file);
  readTested(scope, file, 'snapshots');
  forEachEntry(scope, file, 'sources', (entry) => readSource(scope, entry, drafts));
  forEachEntry(scope, file, 'macros', (entry) => readMacroPatch(scope, entry));
  readSingularTests(scope, file);
  forEachEntry(scope, file, 'analyses', (entry) => readNodePatch(scope, entry));
  forEachEntry(scope, file, 'exposures', (entry) => readExposure(scope, entry));
  forEachEntry(scope, file, 'functions', (entry) => readNodePatch(scope, entry));
  forEachEntry(scope, file, 'metrics', (entry) => readMetric(scope, entry));
  forEachEntry(scope, file, 'groups', (entry) => readGroup(scope, entry));
  forEachEntry(scope, file, 'semantic_models', (entry) => readSemanticModel(scope, entry));
  forEachEntry(scope, file, 'unit_tests', (entry) => readUnitTest(scope, entry));
  forEachEntry(scope, file, 'saved_queries', (entry) => readSavedQuery(scope, entry));
}

/** Tests come after all patches of a file, for they look at the nodes that are patched. */
function readModels(scope: ParseScope, file: PropertyFile): void {
  const described: DescribedModel[] = [];
  forEachEntry(scope, file, 'models', (entry) => described.push(readModelPatch(scope, entry)));
  for (const { entry, versions } of described) {
    const { data, source, path } = entry;
    const places = versions.length
      ? versions.flatMap((version) => testsOfVersion(data, version, source, path))
      : testsOfNode(data, 'models', source, path);
    addTests(scope, places);
  }
}

function readTested(scope: ParseScope, file: PropertyFile, section: string): void {
  const described: PropertyEntry[] = [];
  forEachEntry(scope, file, section, (entry) => {
    readNodePatch(scope, entry);
    described.push(entry);
  });
  for (const { data, source, path } of described) addTests(scope, testsOfNode(data, section, source, path));
}

/** What is wrong in this section is no error to dbt: the section is left out. */
function readSingularTests(scope: ParseScope, file: PropertyFile): void {
  const problems = new Problems();
  const apart = { ...scope, problems };
  forEachEntry(apart, file, 'data_tests', (entry) => readSingularTestPatch(apart, entry));
  for (const { severity, code, message, ...details } of problems.diagnostics) {
    if (severity !== 'error') scope.problems.warning(code, message, details);
    else
      scope.problems.warn(
        'Note',
        `Unable to parse 'data_tests' section of file '${file.file.path}'\n${headingOf(code)}\n  ${message}`,
        details,
      );
  }
}
