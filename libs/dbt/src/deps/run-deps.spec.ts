import { describe, expect, it } from 'vitest';
import { DbtError } from '../problems.js';
import type { FetchedPackage, PackageSource, PackageStore } from './package-source.port.js';
import { parseAddedPackage } from './task/add-package.js';
import { type DepsOptions, runDeps } from './task/run-deps.js';

type Files = Record<string, string>;

/** A world of packages in memory: a hub, repositories, folders. */
class InMemoryPackages implements PackageSource, PackageStore {
  readonly installed: Record<string, string> = {};
  constructor(
    readonly files: Files,
    private readonly world: {
      readonly hub?: Readonly<Record<string, unknown>>;
      readonly folders?: Readonly<Record<string, Files>>;
    } = {},
  ) {}

  hub(name: string): Promise<unknown> {
    const packages = this.world.hub ?? {};
    return Promise.resolve(name === 'index' ? Object.keys(packages) : packages[name]);
  }

  local(path: string): Promise<FetchedPackage> {
    return Promise.resolve(this.fetched(path));
  }

  git({ repository, revision }: { repository: string; revision: string }): Promise<FetchedPackage & { commit: string }> {
    const folder = `${repository}#${revision}`;
    return Promise.resolve({ ...this.fetched(folder), commit: /^[0-9a-f]{40}$/.test(revision) ? revision : 'c'.repeat(40) });
  }

  tarball({ url }: { url: string }): Promise<FetchedPackage> {
    return Promise.resolve(this.fetched(url));
  }

  read(name: string): string | null {
    return this.files[name] ?? null;
  }

  write(name: string, content: string): Promise<void> {
    this.files[name] = content;
    return Promise.resolve();
  }

  pathOf(name: string): string {
    return `/shop/${name}`;
  }

  clear(): Promise<void> {
    for (const name of Object.keys(this.installed)) delete this.installed[name];
    return Promise.resolve();
  }

  install({ folder }: FetchedPackage, name: string): Promise<void> {
    this.installed[name] = folder;
    return Promise.resolve();
  }

  private fetched(folder: string): FetchedPackage {
    return { folder, isLocal: false, read: (name) => this.world.folders?.[folder]?.[name] ?? null };
  }
}

const project = (name: string, packages?: string): Files => ({
  'dbt_project.yml': `name: ${name}`,
  ...(packages !== undefined && { 'packages.yml': packages }),
});

const version = (name: string, tarball: string, more: object = {}) => ({
  name,
  packages: [],
  downloads: { tarball, sha1: 'x' },
  ...more,
});

const HUB = {
  'acme/tools': {
    name: 'tools',
    namespace: 'acme',
    versions: {
      '1.0.0': version('tools', 't1'),
      '1.2.0': version('tools', 't12', { packages: [{ package: 'acme/base', version: ['>=0.1.0', '<0.3.0'] }] }),
      '1.3.0': version('tools', 't13', { require_dbt_version: ['>=2.0.0', '<3.0.0'] }),
      '2.0.0-rc.1': version('tools', 't2'),
    },
  },
  'acme/base': { name: 'base', namespace: 'acme', versions: { '0.1.0': version('base', 'b1'), '0.2.0': version('base', 'b2') } },
  'acme/old': { name: 'old', namespace: 'acme', redirectname: 'tools', versions: { '1.0.0': version('old', 'o1') } },
};

async function deps(packages: InMemoryPackages, more: Partial<DepsOptions> = {}): Promise<string[]> {
  const told: string[] = [];
  await runDeps({
    projectName: 'shop',
    installPath: 'dbt_packages',
    vars: {},
    env: { DBT_ENV_SECRET_TOKEN: 's3cret' },
    source: packages,
    store: packages,
    tell: (name, data) => told.push(`${name} ${Object.values(data).join(' ')}`.trim()),
    scrub: (text) => text.replaceAll('s3cret', '*****'),
    checksVersion: true,
    ...more,
  });
  return told;
}

function wants(entries: string, world?: ConstructorParameters<typeof InMemoryPackages>[1]): InMemoryPackages {
  return new InMemoryPackages({ 'packages.yml': `packages:\n${entries}` }, { hub: HUB, ...world });
}

describe('deps', () => {
  it('takes the newest version that fits, and what it needs in turn', async () => {
    const packages = wants('  - package: acme/tools\n    version: [">=1.0.0", "<2.0.0"]\n');
    const told = await deps(packages);
    expect(packages.installed).toEqual({ tools: 't12', base: 'b2' });
    expect(packages.files['package-lock.yml']).toMatch(
      /^packages:\n {2}- name: tools\n {4}package: acme\/tools\n {4}version: 1\.2\.0\n {2}- name: base\n {4}package: acme\/base\n {4}version: 0\.2\.0\nsha1_hash: [0-9a-f]{40}\n$/,
    );
    expect(told).toEqual([
      'DepsLockUpdating /shop/package-lock.yml',
      'DepsStartPackageInstall acme/tools',
      'DepsInstallInfo version 1.2.0',
      'DepsUpToDate',
      'DepsStartPackageInstall acme/base',
      'DepsInstallInfo version 0.2.0',
      'DepsUpToDate',
    ]);
  });

  it('keeps to the lock until packages.yml changes or --upgrade is said', async () => {
    const packages = wants('  - package: acme/base\n    version: 0.1.0\n');
    await deps(packages);
    const lock = packages.files['package-lock.yml'] ?? '';
    packages.files['packages.yml'] = 'packages:\n  - package: acme/base\n    version: [">=0.1.0"]\n';
    await deps(packages, { lockOnly: true });
    expect(packages.installed).toEqual({ base: 'b1' });
    packages.files['package-lock.yml'] = (packages.files['package-lock.yml'] ?? '').replace('0.2.0', '0.1.0');
    expect(await deps(packages)).toEqual([
      'DepsStartPackageInstall acme/base',
      'DepsInstallInfo version 0.1.0',
      'DepsUpdateAvailable 0.2.0',
      'Formatting',
      'DepsNotifyUpdatesAvailable acme/base',
    ]);
    await deps(packages, { upgrade: true });
    expect(packages.installed).toEqual({ base: 'b2' });
    expect(packages.files['package-lock.yml']).not.toBe(lock);
  });

  it('has the commit of a repository in its lock, and no secret', async () => {
    const url = "https://{{ env_var('DBT_ENV_SECRET_TOKEN') }}@host/r.git";
    const folders = {
      'https://s3cret@host/r.git#main': project('repo'),
      [`https://s3cret@host/r.git#${'c'.repeat(40)}`]: project('repo'),
    };
    const packages = wants(`  - git: "${url}"\n    revision: main\n`, { folders });
    const told = await deps(packages);
    expect(packages.files['package-lock.yml']).toContain(`revision: ${'c'.repeat(40)}`);
    expect(packages.files['package-lock.yml']).toContain("env_var('DBT_ENV_SECRET_TOKEN')");
    expect(told).toContain('DepsUnpinned main https://*****@host/r.git');
    expect([...told, ...Object.values(packages.files)].join('\n')).not.toContain('s3cret');
    expect(packages.installed).toEqual({ repo: `https://s3cret@host/r.git#${'c'.repeat(40)}` });
  });

  it('tells of a package that has moved', async () => {
    expect(await deps(wants('  - package: acme/old\n    version: 1.0.0\n'))).toContain(
      'PackageRedirectDeprecation acme/old acme/tools',
    );
  });

  it.each([
    ['  - package: acme/none\n    version: 1.0.0\n', 'Package acme/none was not found in the package index'],
    [
      '  - package: acme/tools\n    version: [">1.2.0", "<2.0.0"]\n',
      "Could not find a matching compatible version for package acme/tools\n  Requested range: >1.2.0, <2.0.0\n  Compatible versions: ['1.0.0', '1.2.0']\n",
    ],
    [
      '  - package: acme/base\n    version: [">=0.2.0", "<0.1.0"]\n',
      "Version error for package acme/base: Could not find a satisfactory version from options: ['>=0.2.0', '<0.1.0']",
    ],
    ['  - local: a\n  - local: b\n', 'Found duplicate project "same".'],
    ['  - local: root\n', 'Found a dependency with the same name as the root project "shop".'],
    ['  - local: bad\n', "Invalid package name '../out': resolves outside of the packages-install-path ('dbt_packages')"],
    ['  - local: nowhere\n', 'No dbt_project.yml found at expected path nowhere/dbt_project.yml'],
    [
      '  - git: r\n    revision: a\n  - git: r.git\n    revision: b\n',
      "git dependencies should contain exactly one version. r contains: {'a', 'b'}",
    ],
    ['  - private: o/r\n', 'Cannot resolve private package o/r because git provider integration is missing.'],
  ])('%j fails in the words of dbt and installs nothing', async (entries, words) => {
    const folders = { a: project('same'), b: project('same'), root: project('shop'), bad: project('../out') };
    const packages = wants(entries, { folders });
    packages.installed['before'] = 'kept';
    const failure = await deps(packages).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DbtError);
    expect((failure as DbtError).message).toContain(words);
    expect(packages.installed).toEqual({ before: 'kept' });
  });

  it('says that there is nothing to install', async () => {
    expect(await deps(new InMemoryPackages({}))).toEqual(['DepsNoPackagesFound', 'DepsNoPackagesFound']);
  });

  it('adds a package instead of the entry that stands for it', async () => {
    const packages = wants('  - git: https://host/acme/base.git\n    revision: v1\n  - package: acme/old\n    version: 1.0.0\n');
    const told = await deps(packages, { add: parseAddedPackage('acme/base@0.1.0', 'hub'), lockOnly: true });
    expect(packages.files['packages.yml']).toBe(
      'packages:\n  - package: acme/old\n    version: 1.0.0\n  - package: acme/base\n    version: 0.1.0\n',
    );
    expect(told.slice(0, 2)).toEqual([
      'DepsFoundDuplicatePackage [object Object]',
      'DepsAddPackage acme/base 0.1.0 /shop/packages.yml',
    ]);
    expect(packages.installed).toEqual({});
  });

  it.each([
    ['a/b@1.0.0', { name: 'a/b', version: '1.0.0' }],
    ['a/b', { name: 'a/b', version: null }],
    ['git@host:a/b@v1', { name: 'git@host:a/b@v1', version: null }],
  ])('reads %s of --add-package', (text, expected) => {
    expect(parseAddedPackage(text, 'git')).toEqual({ ...expected, source: 'git' });
  });
});
