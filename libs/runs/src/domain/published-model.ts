/** A public model as the mesh remembers it: what other projects need to refer to it. */
export interface PublishedModel {
  readonly name: string;
  readonly version: string | number | null;
  readonly latestVersion: string | number | null;
  readonly database: string | null;
  readonly schema: string;
  readonly identifier: string;
  readonly relationName: string | null;
  readonly deprecationDate: string | null;
  /** dbt's unique ids of the nearest public models above it, also of other projects. */
  readonly dependsOn: readonly string[];
}
