import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DbtError, type FetchedPackage, type GitRequest, type PackageSource, type TarballRequest } from '@weft/dbt';
import { downloadFile, fetchJson } from './download.js';
import { extractTarball } from './extract-tarball.js';
import { checkOut } from './git-checkout.js';

const HUB = 'https://hub.getdbt.com/';

export interface RemoteOptions {
  /** The project's folder, which local packages are relative to. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly scrub: (text: string) => string;
}

/** The hub, git and the network; what is fetched lies in a folder of its own until the end. */
export class RemotePackageSource implements PackageSource {
  private downloads: string | null = null;
  private fetched = 0;

  constructor(private readonly options: RemoteOptions) {}

  hub(name: string): Promise<unknown> {
    const base = this.options.env['DBT_PACKAGE_HUB_URL'] || HUB;
    return fetchJson(`${base}${base.endsWith('/') ? '' : '/'}api/v1/${name}.json`, this.options);
  }

  local(path: string): Promise<FetchedPackage> {
    const home = path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
    return Promise.resolve(packageIn(resolve(this.options.folder, home), true));
  }

  async git(request: GitRequest): Promise<FetchedPackage & { readonly commit: string }> {
    const { folder, commit } = await checkOut(request, this.place(), this.options);
    return { ...packageIn(folder, false), commit };
  }

  async tarball({ url, sha1, name }: TarballRequest): Promise<FetchedPackage> {
    const place = this.place();
    const file = `${place}.tar.gz`;
    const found = await downloadFile(url, file, this.options);
    if (sha1 !== null && found !== sha1) {
      throw new DbtError('Dependency', `The tarball of ${name} has the SHA-1 ${found}, but the package index says ${sha1}`);
    }
    return packageIn(await extractTarball(file, place, name), false);
  }

  /** Takes away what was fetched. */
  close(): void {
    if (this.downloads !== null) rmSync(this.downloads, { recursive: true, force: true });
    this.downloads = null;
  }

  private place(): string {
    this.downloads ??= mkdtempSync(join(tmpdir(), 'weft-downloads-'));
    return join(this.downloads, String(this.fetched++));
  }
}

function packageIn(folder: string, isLocal: boolean): FetchedPackage {
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null);
  return { folder, isLocal, read };
}
