import { profileContext } from '../../project/project-contexts.js';
import type { Environment, Vars } from '../../project/project-settings.js';
import { DbtError } from '../../problems.js';
import type { TellDeps } from '../deps-event.type.js';
import type { PackageSource, PackageStore } from '../package-source.port.js';
import { hashPackages, LOCK_FILE, LOCK_HASH, renderLock } from '../packages/lock-file.js';
import { readWantedPackages, readYaml, renderYaml, type WantedPackages } from '../packages/package-files.js';
import { readPackageSpecs } from '../packages/read-package-specs.js';
import { Hub } from '../resolve/hub.js';
import { PackagePinner } from '../resolve/pin-package.js';
import type { PinnedPackage } from '../resolve/pinned-package.type.js';
import { resolveLock, resolvePackages } from '../resolve/resolve-packages.js';
import { addPackage, type AddedPackage } from './add-package.js';

export interface DepsOptions {
  /** Of the project that asks. */
  readonly projectName: string;
  /** Where packages are installed, as dbt_project.yml says it: for messages. */
  readonly installPath: string;
  readonly vars: Vars;
  readonly env: Environment;
  readonly source: PackageSource;
  readonly store: PackageStore;
  readonly tell: TellDeps;
  readonly scrub: (text: string) => string;
  /** False with --no-version-check. */
  readonly checksVersion: boolean;
  /** --upgrade */
  readonly upgrade?: boolean;
  /** --lock: nothing is installed. */
  readonly lockOnly?: boolean;
  /** --add-package */
  readonly add?: AddedPackage | null;
}

/** `deps`: writes package-lock.yml where it does not fit packages.yml any more, and installs what it says. */
export async function runDeps(options: DepsOptions): Promise<void> {
  await new Deps(options).run();
}

class Deps {
  private readonly context;
  private readonly pinner: PackagePinner;

  constructor(private readonly options: DepsOptions) {
    const { vars, env, source, tell, checksVersion, scrub } = options;
    this.context = profileContext(vars, env);
    const hub = new Hub(source, tell, checksVersion);
    this.pinner = new PackagePinner({ source, hub, tell, checksVersion, scrub, context: this.context });
  }

  async run(): Promise<void> {
    const { store, add, upgrade = false, lockOnly = false } = this.options;
    const wanted = await this.wanted(add ?? null);
    if (upgrade || store.read(LOCK_FILE) === null || !this.isLocked(wanted)) await this.lock(wanted);
    if (!lockOnly) await this.install();
  }

  private async wanted(add: AddedPackage | null): Promise<WantedPackages> {
    const { store, tell } = this.options;
    const wanted = readWantedPackages(this.read, this.context);
    if (!add) return wanted;
    const { packages } = await addPackage(add, wanted.file, store, tell);
    return { file: wanted.file, specs: readPackageSpecs({ packages }) };
  }

  private isLocked({ specs }: WantedPackages): boolean {
    return readYaml(this.read, LOCK_FILE)[LOCK_HASH] === hashPackages(specs);
  }

  private async lock({ specs }: WantedPackages): Promise<void> {
    const { store, projectName, tell } = this.options;
    if (specs.length === 0) return tell('DepsNoPackagesFound', {});
    const resolved = await resolvePackages(specs, projectName, this.pinner);
    const entries: Readonly<Record<string, string>>[] = [];
    for (const pinned of resolved) entries.push({ ...(await pinned.lockEntry()), name: (await pinned.metadata()).name });
    await store.write(LOCK_FILE, renderLock(entries, hashPackages(specs)));
    tell('DepsLockUpdating', { lock_filepath: store.pathOf(LOCK_FILE) });
  }

  /** All packages are fetched before those that are installed are taken away. */
  private async install(): Promise<void> {
    const { store, tell } = this.options;
    const lock = readYaml(this.read, LOCK_FILE);
    const specs = readPackageSpecs(renderYaml(lock, LOCK_FILE, this.context), lock);
    const packages = await resolveLock(specs, this.pinner);
    const ready = await Promise.all(packages.map(async (pinned) => ({ pinned, ...(await this.fetch(pinned)) })));
    await store.clear();
    if (ready.length === 0) return tell('DepsNoPackagesFound', {});
    const old: string[] = [];
    for (const { pinned, name, fetched } of ready) {
      tell('DepsStartPackageInstall', { package_name: pinned.name });
      await store.install(fetched, name);
      tell('DepsInstallInfo', { version_name: pinned.versionName });
      if (this.tellUpdate(pinned)) old.push(pinned.name);
      if (pinned.subdirectory !== null) tell('DepsListSubdirectory', { subdirectory: pinned.subdirectory });
    }
    if (old.length === 0) return;
    tell('Formatting', { msg: '' });
    tell('DepsNotifyUpdatesAvailable', { packages: old });
  }

  private async fetch(pinned: PinnedPackage): Promise<{ name: string; fetched: Awaited<ReturnType<PinnedPackage['fetch']>> }> {
    const fetched = await pinned.fetch();
    const { name } = await pinned.metadata();
    if (/^[^/\\]+$/.test(name) && name !== '.' && name !== '..') return { name, fetched };
    const place = `resolves outside of the packages-install-path ('${this.options.installPath}')`;
    throw new DbtError('Dependency', `Invalid package name '${name}': ${place}`);
  }

  private tellUpdate({ hub }: PinnedPackage): boolean {
    const { tell } = this.options;
    if (!hub) return false;
    const isOld = hub.latest !== hub.version;
    if (isOld) tell('DepsUpdateAvailable', { version_latest: hub.latest });
    else tell('DepsUpToDate', {});
    return isOld;
  }

  private readonly read = (name: string): string | null => this.options.store.read(name);
}
