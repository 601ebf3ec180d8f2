import type { Json } from '../../manifest/v12/index.js';
import type { VersionBound } from '../version/version-bound.js';

interface Spec {
  /** All fields as dbt has them, those that are not said too: what the hash of the lock is of. */
  readonly fields: Json;
}

export interface LocalSpec extends Spec {
  readonly kind: 'local';
  readonly local: string;
}

export interface GitSpec extends Spec {
  readonly kind: 'git';
  readonly git: string;
  /** Before it was rendered: that is what is written to the lock file, without secrets. */
  readonly unrendered: string;
  readonly revisions: readonly string[];
  readonly warnUnpinned: boolean;
  readonly subdirectory: string | null;
}

export interface TarballSpec extends Spec {
  readonly kind: 'tarball';
  readonly tarball: string;
  readonly unrendered: string;
  readonly name: string;
}

export interface HubSpec extends Spec {
  readonly kind: 'hub';
  readonly package: string;
  readonly versions: readonly VersionBound[];
  readonly installPrerelease: boolean;
}

export interface PrivateSpec extends Spec {
  readonly kind: 'private';
  readonly private: string;
}

/** What can be installed. */
export type InstallableSpec = LocalSpec | GitSpec | TarballSpec | HubSpec;
/** An entry of `packages:`. */
export type PackageSpec = InstallableSpec | PrivateSpec;
