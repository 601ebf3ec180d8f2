import { stateMethod } from '../state/state-method.js';
import type { SelectorMethod } from '../spec/selection-spec.js';
import { resultMethod, sourceStatusMethod } from './artifact-methods.js';
import { configMethod } from './config-method.js';
import { fqnMethod } from './fqn-method.js';
import type { Method } from './method.type.js';
import {
  exposureMethod,
  metricMethod,
  packageMethod,
  savedQueryMethod,
  semanticModelMethod,
  sourceMethod,
  unitTestMethod,
} from './name-methods.js';
import { fileMethod, pathMethod } from './path-methods.js';
import { accessMethod, groupMethod, resourceTypeMethod, tagMethod, testNameMethod, testTypeMethod } from './property-methods.js';
import { versionMethod } from './version-method.js';

/** Every method under dbt's name for it. */
export const METHODS: Readonly<Record<SelectorMethod, Method>> = {
  fqn: fqnMethod,
  tag: tagMethod,
  group: groupMethod,
  access: accessMethod,
  source: sourceMethod,
  path: pathMethod,
  file: fileMethod,
  package: packageMethod,
  config: configMethod,
  test_name: testNameMethod,
  test_type: testTypeMethod,
  resource_type: resourceTypeMethod,
  state: stateMethod,
  exposure: exposureMethod,
  metric: metricMethod,
  result: resultMethod,
  source_status: sourceStatusMethod,
  version: versionMethod,
  semantic_model: semanticModelMethod,
  saved_query: savedQueryMethod,
  unit_test: unitTestMethod,
};
