import { DbtError } from '../../problems.js';
import type { PackageSpec } from '../packages/package-spec.js';
import { PackageListing } from './package-listing.js';
import type { PackagePinner } from './pin-package.js';
import type { PinnedPackage } from './pinned-package.type.js';

/** Wanted packages -> all that must be installed, theirs too, each in one version; throws where they disagree. */
export async function resolvePackages(
  specs: readonly PackageSpec[],
  rootName: string,
  pinner: PackagePinner,
): Promise<readonly PinnedPackage[]> {
  const final = new PackageListing();
  let pending = PackageListing.of(specs);
  while (pending.all.length > 0) {
    const next = new PackageListing();
    for (const spec of pending.all) {
      const pinned = await pinner.pin(final.add(spec));
      for (const below of (await pinned.metadata()).specs) next.add(below);
    }
    pending = next;
  }
  const resolved = await pinAll(final, pinner);
  await assertDistinct(resolved, rootName);
  return resolved;
}

/** The packages of a lock file: nothing is left to find out. */
export async function resolveLock(specs: readonly PackageSpec[], pinner: PackagePinner): Promise<readonly PinnedPackage[]> {
  return pinAll(PackageListing.of(specs), pinner);
}

function pinAll(listing: PackageListing, pinner: PackagePinner): Promise<readonly PinnedPackage[]> {
  return Promise.all(listing.all.map((spec) => pinner.pin(spec)));
}

async function assertDistinct(resolved: readonly PinnedPackage[], rootName: string): Promise<void> {
  const seen = new Set<string>();
  for (const pinned of resolved) {
    const { name } = await pinned.metadata();
    if (seen.has(name)) {
      const reason = 'This occurs when a dependency has the same project name as some other dependency.';
      throw new DbtError('Dependency', `Found duplicate project "${name}". ${reason}`);
    }
    if (name === rootName) {
      const rule = 'Package names must be unique in a project. Please rename one of these packages.';
      throw new DbtError('Dependency', `Found a dependency with the same name as the root project "${name}". ${rule}`);
    }
    seen.add(name);
  }
}
