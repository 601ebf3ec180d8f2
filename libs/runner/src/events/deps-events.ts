import { eventKind } from './event-kind.js';
import { paint, warningTag } from './ui.js';

const PINNING = 'https://docs.getdbt.com/docs/package-management#section-specifying-package-versions';

/** What `deps` says. */
export const DEPS_EVENTS = {
  DepsNoPackagesFound: eventKind('M013', 'info', () => 'Warning: No packages were found in packages.yml'),
  DepsStartPackageInstall: eventKind<{ readonly package_name: string }>(
    'M014',
    'info',
    ({ package_name: name }) => `Installing ${name}`,
  ),
  DepsInstallInfo: eventKind<{ readonly version_name: string }>(
    'M015',
    'info',
    ({ version_name: version }) => `Installed from ${version}`,
  ),
  DepsUpdateAvailable: eventKind<{ readonly version_latest: string }>(
    'M016',
    'info',
    ({ version_latest: version }) => `Updated version available: ${version}`,
  ),
  DepsUpToDate: eventKind('M017', 'info', () => 'Up to date!'),
  DepsListSubdirectory: eventKind<{ readonly subdirectory: string }>(
    'M018',
    'info',
    ({ subdirectory }) => `and subdirectory ${subdirectory}`,
  ),
  DepsNotifyUpdatesAvailable: eventKind<{ readonly packages: readonly string[] }>(
    'M019',
    'info',
    ({ packages }) =>
      `Updates available for packages: [${packages.map((name) => `'${name}'`).join(', ')}] ${' '.repeat(16)}\n` +
      'Update your versions in packages.yml, then run dbt deps',
  ),
  DepsUnpinned: eventKind<{ readonly revision: string; readonly git: string }>('M029', 'warn', ({ revision, git }, ui) => {
    const how = revision === 'HEAD' ? 'not pinned, using HEAD (default branch)' : `pinned to the "${revision}" branch`;
    const risk = 'This can introduce breaking changes into your project without warning!';
    return paint(ui, 'yellow', `WARNING: The git package "${git}" \n\tis ${how}.\n\t${risk}\n\nSee ${PINNING}`);
  }),
  DepsLockUpdating: eventKind<{ readonly lock_filepath: string }>(
    'M031',
    'info',
    ({ lock_filepath: path }) => `Updating lock file in file path: ${path}`,
  ),
  DepsAddPackage: eventKind<{
    readonly package_name: string;
    readonly version: string | null;
    readonly packages_filepath: string;
  }>(
    'M032',
    'info',
    ({ package_name: name, version, packages_filepath: path }) => `Added new package ${name}@${version ?? ''} to ${path}`,
  ),
  DepsFoundDuplicatePackage: eventKind<{ readonly removed_package: Readonly<Record<string, unknown>> }>(
    'M033',
    'info',
    ({ removed_package: removed }) => {
      const entries = Object.entries(removed).map(([key, value]) => `'${key}': '${String(value)}'`);
      return `Found duplicate package in packages.yml, removing: {${entries.join(', ')}}`;
    },
  ),
  DepsScrubbedPackageName: eventKind<{ readonly package_name: string }>(
    'M035',
    'warn',
    ({ package_name: name }) =>
      `Detected secret env var in ${name}. dbt will write a scrubbed representation to the lock file. ` +
      "This will cause issues with subsequent 'dbt deps' using the lock file, requiring 'dbt deps --upgrade'",
  ),
  PackageRedirectDeprecation: eventKind<{ readonly old_name: string; readonly new_name: string }>(
    'D001',
    'warn',
    ({ old_name: old, new_name: name }, ui) =>
      warningTag(
        ui,
        `Deprecated functionality\n\nThe \`${old}\` package is deprecated in favor of \`${name}\`. ` +
          `Please update your \`packages.yml\` configuration to use \`${name}\` instead.`,
      ),
  ),
} as const;
