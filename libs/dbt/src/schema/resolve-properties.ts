import type { ParseScope } from '../parse/parse-scope.js';
import { resolveDescriptions } from './docs/resolve-descriptions.js';
import { resolvePrimaryKeys } from './resolve-primary-keys.js';
import { checkSemantics } from './semantic/check-semantics.js';
import { resolveMetrics, resolveSemantics } from './semantic/resolve-metrics.js';
import { resolveUnitTests } from './unit/resolve-unit-tests.js';

/** What YAML says and only makes sense when all refs are resolved: unit tests, descriptions, metrics, saved queries, primary keys. */
export function resolveProperties(scope: ParseScope): void {
  resolveUnitTests(scope);
  resolveDescriptions(scope);
  resolveMetrics(scope);
  resolveSemantics(scope);
  resolvePrimaryKeys(scope.store);
  checkSemantics(scope);
}
