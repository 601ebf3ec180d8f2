/** What `deps` tells, under dbt's names. */
export interface DepsEvents {
  readonly DepsNoPackagesFound: object;
  readonly DepsStartPackageInstall: { readonly package_name: string };
  readonly DepsInstallInfo: { readonly version_name: string };
  readonly DepsUpdateAvailable: { readonly version_latest: string };
  readonly DepsUpToDate: object;
  readonly DepsListSubdirectory: { readonly subdirectory: string };
  readonly DepsNotifyUpdatesAvailable: { readonly packages: readonly string[] };
  readonly DepsLockUpdating: { readonly lock_filepath: string };
  readonly DepsAddPackage: {
    readonly package_name: string;
    readonly version: string | null;
    readonly packages_filepath: string;
  };
  readonly DepsFoundDuplicatePackage: { readonly removed_package: Readonly<Record<string, unknown>> };
  readonly Formatting: { readonly msg: string };
  /** Warnings. */
  readonly DepsUnpinned: { readonly revision: string; readonly git: string };
  readonly DepsScrubbedPackageName: { readonly package_name: string };
  readonly PackageRedirectDeprecation: { readonly old_name: string; readonly new_name: string };
}

export type TellDeps = <Name extends keyof DepsEvents>(name: Name, data: DepsEvents[Name]) => void;
