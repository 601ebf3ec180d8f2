import type { MacroDefinition } from '../../context/macro-library.js';
import type { ParseScope } from '../../parse/parse-scope.js';

/** The macro that a generic test of a package means: the package's own, the root project's, another package's, dbt's. */
export function findTestMacro(scope: ParseScope, test: string, packageName: string): MacroDefinition | null {
  const candidates = scope.macros.withName(`test_${test}`);
  const of = (name: string): MacroDefinition | undefined => candidates.find((macro) => macro.packageName === name);
  const installed = candidates.filter((macro) => scope.packages.has(macro.packageName));
  return (
    of(packageName) ??
    of(scope.root.name) ??
    installed.at(-1) ??
    candidates.find((macro) => macro.packageName !== 'dbt') ??
    candidates[0] ??
    null
  );
}
