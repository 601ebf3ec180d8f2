/** One of dbt's own packages: `dbt`, `dbt_duckdb`, `dbt_trino`. */
export interface BuiltinPackage {
  readonly name: string;
  /** Text by path, such as `macros/adapters/relation.sql`. */
  readonly files: ReadonlyMap<string, string>;
}

/** Those that an adapter has, the adapter's own before `dbt`. */
export type BuiltinPackages = (adapterType: string) => readonly BuiltinPackage[];
