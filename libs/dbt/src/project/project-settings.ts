/** What a template sees as `target`: where the profile points, without its secrets. */
export interface Target {
  readonly name: string;
  readonly profile_name: string;
  readonly type: 'trino' | 'duckdb';
  readonly database: string;
  readonly schema: string;
  readonly threads: number;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  /** The DuckDB file, as the profile writes it. */
  readonly path?: string;
}

export type Vars = Readonly<Record<string, unknown>>;

/** What a project's templates need besides its manifest; plain data, without the environment. */
export interface ProjectSettings {
  readonly projectName: string;
  readonly target: Target;
  readonly vars: Vars;
}

export type Environment = Readonly<Record<string, string | undefined>>;
