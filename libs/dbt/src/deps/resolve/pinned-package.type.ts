import type { FetchedPackage } from '../package-source.port.js';
import type { PackageSpec } from '../packages/package-spec.js';

/** One package in one version. */
export interface PinnedPackage {
  /** As dbt tells it: `dbt-labs/dbt_utils`, a path, a repository. */
  readonly name: string;
  /** `version 1.1.1`, `revision abc`, `<local @ helpers>`. */
  readonly versionName: string;
  readonly subdirectory: string | null;
  /** Of the hub only: the version, and the newest that could be had. */
  readonly hub: { readonly version: string; readonly latest: string } | null;
  /** What it is and what it needs itself; asked for once. */
  metadata(): Promise<PackageMetadata>;
  fetch(): Promise<FetchedPackage>;
  /** Its entry in package-lock.yml, without the project's name. */
  lockEntry(): Promise<Readonly<Record<string, string>>>;
}

export interface PackageMetadata {
  /** The project's name, which is its folder's too. */
  readonly name: string;
  readonly specs: readonly PackageSpec[];
}
