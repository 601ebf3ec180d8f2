import { BUILTIN_FILES } from '../builtin/builtin-macros.js';

/** One of dbt's own packages: `dbt`, `dbt_duckdb`, `dbt_trino`. */
export interface BuiltinPackage {
  readonly name: string;
  /** Text by path, such as `macros/adapters/relation.sql`. */
  readonly files: Readonly<Record<string, string>>;
}

/** Those that an adapter has, the adapter's own before `dbt`. */
export function builtinProjects(): readonly BuiltinPackage[] {
  return [{ name: 'dbt', files: BUILTIN_FILES }];
}
