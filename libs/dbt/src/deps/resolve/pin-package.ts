import { toRepr } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import { PROJECT_FILE } from '../../project/read-project-file.js';
import type { TellDeps } from '../deps-event.type.js';
import type { FetchedPackage, PackageSource } from '../package-source.port.js';
import { readWantedPackages, readYaml } from '../packages/package-files.js';
import type { GitSpec, HubSpec, InstallableSpec, LocalSpec, TarballSpec } from '../packages/package-spec.js';
import { readPackageSpecs } from '../packages/read-package-specs.js';
import {
  newestIn,
  installableOf,
  reduceBounds,
  renderRange,
  type VersionRange,
  VersionsNotCompatible,
} from '../version/version-range.js';
import type { Hub } from './hub.js';
import { namesOf } from './package-listing.js';
import type { PackageMetadata, PinnedPackage } from './pinned-package.type.js';

export interface PinningWorld {
  readonly source: PackageSource;
  readonly hub: Hub;
  readonly tell: TellDeps;
  /** For the packages.yml of packages. */
  readonly context: Readonly<Json>;
  readonly checksVersion: boolean;
  /** Hides secrets of the environment. */
  readonly scrub: (text: string) => string;
}

/** A package as it is wanted -> in the version that will be installed; throws where there is none. */
export class PackagePinner {
  private readonly known = new Map<string, PinnedPackage>();

  constructor(private readonly world: PinningWorld) {}

  async pin(spec: InstallableSpec): Promise<PinnedPackage> {
    switch (spec.kind) {
      case 'local':
        return this.once(spec.local, () => this.local(spec));
      case 'tarball':
        return this.once(`${spec.name} ${spec.tarball}`, () => this.tarball(spec));
      case 'git': {
        const revision = revisionOf(spec);
        return this.once(`${namesOf(spec)[0]} ${revision}`, () => this.git(spec, revision));
      }
      case 'hub': {
        const pinned = await this.hub(spec);
        return this.once(`${pinned.name} ${pinned.versionName}`, () => pinned);
      }
    }
  }

  private once(key: string, make: () => PinnedPackage): PinnedPackage {
    const known = this.known.get(key) ?? make();
    this.known.set(key, known);
    return known;
  }

  private local({ local }: LocalSpec): PinnedPackage {
    const fetch = lazily(() => this.world.source.local(local));
    return {
      name: local,
      versionName: `<local @ ${local}>`,
      subdirectory: null,
      hub: null,
      metadata: lazily(async () => this.read(await fetch())),
      fetch,
      lockEntry: () => Promise.resolve({ local }),
    };
  }

  private tarball({ tarball, unrendered, name }: TarballSpec): PinnedPackage {
    const fetch = lazily(() => this.world.source.tarball({ url: tarball, name, sha1: null }));
    return {
      name,
      versionName: `tarball (url: ${this.world.scrub(tarball)})`,
      subdirectory: null,
      hub: null,
      metadata: lazily(async () => ({ ...this.read(await fetch()), name })),
      fetch,
      lockEntry: () => Promise.resolve({ tarball: this.scrubbed(unrendered), name }),
    };
  }

  private git(spec: GitSpec, revision: string): PinnedPackage {
    const { git: repository, subdirectory, unrendered, warnUnpinned } = spec;
    const fetch = lazily(() => this.world.source.git({ repository, revision, subdirectory }));
    const isUnpinned = ['HEAD', 'main', 'master'].includes(revision);
    return {
      name: this.world.scrub(namesOf(spec)[0] ?? repository),
      versionName: revision === 'HEAD' ? 'HEAD (default revision)' : `revision ${revision}`,
      subdirectory,
      hub: null,
      metadata: lazily(async () => {
        const fetched = await fetch();
        if (isUnpinned && warnUnpinned) this.world.tell('DepsUnpinned', { revision, git: this.world.scrub(repository) });
        return this.read(fetched);
      }),
      fetch,
      lockEntry: async () => {
        const entry = { git: this.scrubbed(unrendered), revision: (await fetch()).commit };
        return subdirectory === null ? entry : { ...entry, subdirectory };
      },
    };
  }

  private async hub(spec: HubSpec): Promise<PinnedPackage> {
    const { hub, source } = this.world;
    const { package: name } = spec;
    const { version, latest } = await this.chooseVersion(spec);
    return {
      name,
      versionName: `version ${version}`,
      subdirectory: null,
      hub: { version, latest },
      metadata: async () => {
        const { name: project, packages } = await hub.version(name, version);
        return { name: project, specs: readPackageSpecs({ packages }) };
      },
      fetch: lazily(async () => {
        const { tarball: url, sha1 } = await hub.version(name, version);
        return source.tarball({ url, sha1, name: `${name}.${version}` });
      }),
      lockEntry: () => Promise.resolve({ package: name, version }),
    };
  }

  private async chooseVersion(spec: HubSpec): Promise<{ version: string; latest: string }> {
    const { hub, checksVersion } = this.world;
    const { package: name, versions } = spec;
    await hub.assertKnown(name);
    const range = rangeOf(spec);
    const prereleases = spec.installPrerelease || versions.some(({ prerelease }) => prerelease !== null);
    const installable = installableOf(await hub.compatibleVersions(name), prereleases);
    const version = newestIn(range, installable);
    const latest = installable.at(-1);
    if (version !== null && latest !== undefined) return { version, latest };
    const hidden =
      '\n  Not shown: package versions incompatible with installed version of dbt-core' +
      "\n  To include them, run 'dbt --no-version-check deps'";
    throw new DbtError(
      'Dependency',
      `Could not find a matching compatible version for package ${name}\n  Requested range: ${renderRange(range)}\n` +
        `  Compatible versions: ${toRepr(installable)}\n${checksVersion ? hidden : ''}`,
    );
  }

  /** The name of a fetched package and what it needs. */
  private read(fetched: FetchedPackage): PackageMetadata {
    const read = (file: string) => fetched.read(file);
    if (read(PROJECT_FILE) === null) {
      const rule = `Verify that each entry within packages.yml (and their transitive dependencies) contains a file named ${PROJECT_FILE}`;
      const path = this.world.scrub(`${fetched.folder}/${PROJECT_FILE}`);
      throw new DbtError('Runtime', `No ${PROJECT_FILE} found at expected path ${path}\n${rule}\n`);
    }
    const { name } = readYaml(read, PROJECT_FILE);
    if (typeof name !== 'string' || name === '') {
      throw new DbtError('Runtime', `Package defined in ${PROJECT_FILE} must have a name!`);
    }
    return { name, specs: readWantedPackages(read, this.world.context).specs };
  }

  private scrubbed(text: string): string {
    const scrubbed = this.world.scrub(text);
    if (scrubbed !== text) this.world.tell('DepsScrubbedPackageName', { package_name: scrubbed });
    return scrubbed;
  }
}

function revisionOf({ revisions, ...spec }: GitSpec): string {
  const wanted = new Set(revisions);
  const [first = 'HEAD'] = wanted;
  if (wanted.size <= 1) return first;
  const found = `{${[...wanted].map((revision) => toRepr(revision)).join(', ')}}`;
  const name = namesOf({ ...spec, revisions })[0] ?? '';
  throw new DbtError('Dependency', `git dependencies should contain exactly one version. ${name} contains: ${found}`);
}

function rangeOf({ package: name, versions }: HubSpec): VersionRange {
  try {
    return reduceBounds(versions);
  } catch (error) {
    if (!(error instanceof VersionsNotCompatible)) throw error;
    throw new DbtError('Dependency', `Version error for package ${name}: ${error.message}`);
  }
}

function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => (made ??= make());
}
