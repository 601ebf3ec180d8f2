import { builtinPackage } from './builtin-packages.js';

/** The SQL of package `dbt` by path: macros, and the generic tests that every project has. */
export const BUILTIN_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  [...builtinPackage('dbt').files].filter(([path]) => path.endsWith('.sql')),
);
