import { DbtError } from '../../problems.js';
import type { InstallableSpec, PackageSpec } from '../packages/package-spec.js';

/** Wanted packages, each once: what several ask of one package is taken together. */
export class PackageListing {
  private readonly specs = new Map<string, InstallableSpec>();

  static of(specs: readonly PackageSpec[]): PackageListing {
    const listing = new PackageListing();
    for (const spec of specs) listing.add(spec);
    return listing;
  }

  get all(): readonly InstallableSpec[] {
    return [...this.specs.values()];
  }

  /** What is wanted of the package now, of all who ask for it. */
  add(spec: PackageSpec): InstallableSpec {
    if (spec.kind === 'private') {
      const reason = 'because git provider integration is missing. Please use a "git" package instead.';
      throw new DbtError('Dependency', `Cannot resolve private package ${spec.private} ${reason}`);
    }
    const names = namesOf(spec);
    const key = names.find((name) => this.specs.has(name)) ?? names[0] ?? '';
    const known = this.specs.get(key);
    const merged = known ? merge(known, spec) : spec;
    this.specs.set(key, merged);
    return merged;
  }
}

/** By what a package goes; `.git` at the end of a repository makes no difference. */
export function namesOf(spec: InstallableSpec): readonly string[] {
  switch (spec.kind) {
    case 'local':
      return [spec.local];
    case 'tarball':
      return [spec.tarball];
    case 'hub':
      return [spec.package];
    case 'git': {
      const other = spec.git.endsWith('.git') ? spec.git.slice(0, -4) : `${spec.git}.git`;
      const below = spec.subdirectory === null ? '' : `/${spec.subdirectory}`;
      return [`${spec.git}${below}`, `${other}${below}`];
    }
  }
}

function merge(known: InstallableSpec, other: InstallableSpec): InstallableSpec {
  if (known.kind === 'git' && other.kind === 'git') {
    const revisions = [...known.revisions, ...other.revisions];
    return { ...known, revisions, warnUnpinned: known.warnUnpinned && other.warnUnpinned };
  }
  if (known.kind === 'hub' && other.kind === 'hub') return { ...known, versions: [...known.versions, ...other.versions] };
  if (known.kind === other.kind) return known;
  const words = [other, known].map((spec) => `${namesOf(spec)[0]} (${CLASSES[spec.kind]})`);
  throw new DbtError('Dependency', `Cannot incorporate ${words.join(' in ')}: mismatched types`);
}

const CLASSES: Readonly<Record<InstallableSpec['kind'], string>> = {
  local: 'LocalUnpinnedPackage',
  git: 'GitUnpinnedPackage',
  tarball: 'TarballUnpinnedPackage',
  hub: 'RegistryUnpinnedPackage',
};
