import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawTarball, type RawEntry } from '../../testing/raw-tarball.js';
import { runCli, temporaryFolder } from '../../testing/run-cli.js';

const answers = new Map<string, string | Buffer>();
let server: Server;
let base = '';

beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const answer = answers.get(url);
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.close();
});

function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

function project(packages: string): string {
  return writeFiles(temporaryFolder(), { 'dbt_project.yml': 'name: shop', 'packages.yml': `packages:\n${packages}` });
}

async function deps(folder: string, ...args: string[]): Promise<{ exitCode: number; lines: string[] }> {
  const env = { PATH: process.env['PATH'] ?? '', DBT_PACKAGE_HUB_URL: base, DBT_ENV_SECRET_TOKEN: 's3cret' };
  const { exitCode, out } = await runCli(['deps', '--project-dir', folder, ...args], { env, cwd: folder });
  return { exitCode, lines: out.split('\n').map((line) => line.replace(/^\d\d:\d\d:\d\d {2}/, '')) };
}

function installed(folder: string): string[] {
  const packages = join(folder, 'dbt_packages');
  return existsSync(packages) ? readdirSync(packages, { recursive: true, encoding: 'utf8' }).sort() : [];
}

const PROJECT: RawEntry = { path: 'tools-1/dbt_project.yml', content: 'name: tools' };

/** A hub with one package in one version. */
function serve(tarball: Buffer, sha1 = createHash('sha1').update(tarball).digest('hex')): void {
  answers.set('/api/v1/index.json', JSON.stringify(['acme/tools']));
  const version = { name: 'tools', packages: [], downloads: { tarball: `${base}tools.tar.gz`, format: 'tgz', sha1 } };
  answers.set('/api/v1/acme/tools.json', JSON.stringify({ name: 'tools', namespace: 'acme', versions: { '1.1.1': version } }));
  answers.set('/tools.tar.gz', tarball);
}

const WANTS_TOOLS = '  - package: acme/tools\n    version: 1.1.1\n';

describe('weft deps', () => {
  it('wants a version of a package that is added from the hub, and writes nothing without', async () => {
    const folder = project(WANTS_TOOLS);
    const { exitCode, lines } = await deps(folder, '--add-package', 'acme/other');
    expect(exitCode).toBe(2);
    expect(lines.join('\n')).toContain('Version is required in --add-package when a package when source is hub');
    expect(readFileSync(join(folder, 'packages.yml'), 'utf8')).not.toContain('other');
  });

  it('links a local package', async () => {
    const folder = project('  - local: helpers\n');
    writeFiles(folder, { 'helpers/dbt_project.yml': 'name: helping' });
    const { exitCode, lines } = await deps(folder);
    expect(exitCode).toBe(0);
    expect(lines).toEqual(expect.arrayContaining(['Installing helpers', 'Installed from <local @ helpers>']));
    expect(lstatSync(join(folder, 'dbt_packages/helping')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'package-lock.yml'), 'utf8')).toContain('  - local: helpers\n    name: helping\n');
  });

  it('installs from the hub, under the name of the project', async () => {
    serve(rawTarball([{ path: 'tools-1/', type: '5' }, PROJECT, { path: 'tools-1/macros/m.sql', content: '{#-#}' }]));
    const folder = project(WANTS_TOOLS);
    const { exitCode, lines } = await deps(folder);
    expect(exitCode).toBe(0);
    expect(lines).toEqual(expect.arrayContaining(['Installing acme/tools', 'Installed from version 1.1.1', 'Up to date!']));
    expect(installed(folder)).toEqual(['tools', 'tools/dbt_project.yml', 'tools/macros', 'tools/macros/m.sql']);
  });

  it('installs a tarball under the name that is given', async () => {
    answers.set('/own.tar.gz', rawTarball([PROJECT]));
    const folder = project(`  - tarball: ${base}own.tar.gz\n    name: own\n`);
    expect(await deps(folder)).toMatchObject({ exitCode: 0 });
    expect(installed(folder)).toEqual(['own', 'own/dbt_project.yml']);
  });

  it.each<[string, readonly RawEntry[], string]>([
    ['a path upwards', [PROJECT, { path: 'tools-1/../../out.sql', content: 'x' }], 'is outside of the package'],
    ['an absolute path', [PROJECT, { path: '/tmp/weft-out.sql', content: 'x' }], 'is outside of the package'],
    ['a link upwards', [PROJECT, { path: 'tools-1/link', type: '2', link: '../../..' }], 'leads outside of the package'],
    ['an absolute link', [PROJECT, { path: 'tools-1/link', type: '2', link: '/etc/passwd' }], 'leads outside of the package'],
    ['a hard link outside', [PROJECT, { path: 'tools-1/link', type: '1', link: '/etc/passwd' }], 'leads outside of the package'],
    [
      'a file through a link',
      [PROJECT, { path: 'tools-1/link', type: '2', link: '..' }, { path: 'tools-1/link/out.sql', content: 'x' }],
      'leads outside of the package',
    ],
    ['a device', [PROJECT, { path: 'tools-1/null', type: '3' }], 'is a CharacterDevice'],
    ['a pipe', [PROJECT, { path: 'tools-1/pipe', type: '6' }], 'is a FIFO'],
    ['a Windows path', [PROJECT, { path: 'tools-1\\..\\..\\out.sql', content: 'x' }], 'is outside of the package'],
    [
      'two folders',
      [PROJECT, { path: 'other/x.sql', content: 'x' }],
      'Incorrect structure for package extracted from acme/tools.1.1.1',
    ],
  ])('refuses a tarball with %s and leaves what is installed', async (_, entries, words) => {
    serve(rawTarball(entries));
    const folder = project(WANTS_TOOLS);
    writeFiles(folder, { 'dbt_packages/before/x.sql': '' });
    const { exitCode, lines } = await deps(folder);
    expect(exitCode).toBe(2);
    expect(lines).toContain('Dependency Error');
    expect(lines.join('\n')).toContain(words);
    expect(installed(folder)).toEqual(['before', 'before/x.sql']);
    expect(existsSync('/tmp/weft-out.sql')).toBe(false);
  });

  it.each([
    ['has other bytes than the hub says', () => serve(rawTarball([PROJECT]), 'f'.repeat(40)), 'but the package index says'],
    ['is no archive', () => serve(Buffer.from('<html>')), 'cannot be read'],
    ['is not there', () => void (serve(rawTarball([PROJECT])), answers.delete('/tools.tar.gz')), '404 Not Found for url'],
  ])('refuses a tarball that %s', async (_, prepare, words) => {
    prepare();
    const { exitCode, lines } = await deps(project(WANTS_TOOLS));
    expect(exitCode).toBe(2);
    expect(lines.join('\n')).toContain(words);
  });
});

describe('weft deps with git', () => {
  const work = temporaryFolder();
  const bare = join(work, 'repo.git');
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-C', join(work, 'src'), ...args], {
      encoding: 'utf8',
    }).trim();
  let first = '';

  beforeAll(() => {
    writeFiles(join(work, 'src'), { 'dbt_project.yml': 'name: first', 'inner/pkg/dbt_project.yml': 'name: inner' });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'one');
    first = git('rev-parse', 'HEAD');
    git('tag', 'v1');
    writeFiles(join(work, 'src'), { 'dbt_project.yml': 'name: second' });
    git('commit', '-qam', 'two');
    git('switch', '-qc', 'unsafe');
    symlinkSync('/etc/passwd', join(work, 'src/link.sql'));
    git('add', '.');
    git('commit', '-qm', 'three');
    git('clone', '-q', '--bare', '.', bare);
    execFileSync('git', ['-C', bare, 'symbolic-ref', 'HEAD', 'refs/heads/main']);
  });

  it.each([
    ['a tag', '    revision: v1\n', 'first'],
    ['a branch', '    revision: main\n    warn-unpinned: false\n', 'second'],
    ['nothing', '', 'second'],
    ['a subfolder', '    revision: v1\n    subdirectory: inner/pkg\n', 'inner'],
  ])('installs %s of a repository and locks its commit', async (_, settings, name) => {
    const folder = project(`  - git: ${bare}\n${settings}`);
    const { exitCode, lines } = await deps(folder);
    expect(exitCode).toBe(0);
    expect(readdirSync(join(folder, 'dbt_packages'))).toEqual([name]);
    expect(existsSync(join(folder, 'dbt_packages', name, '.git'))).toBe(false);
    const commit = /revision: ([0-9a-f]{40})/.exec(readFileSync(join(folder, 'package-lock.yml'), 'utf8'))?.[1];
    expect(commit).toBe(name === 'second' ? git('rev-parse', 'main') : first);
    expect(lines).toContain(`Installed from revision ${commit}`);
    expect(lines.join('\n').includes('not pinned, using HEAD')).toBe(settings === '');
  });

  it('installs a commit', async () => {
    const folder = project(`  - git: ${bare}\n    revision: ${first}\n`);
    expect(await deps(folder)).toMatchObject({ exitCode: 0 });
    expect(readdirSync(join(folder, 'dbt_packages'))).toEqual(['first']);
  });

  it.each([
    ['a revision that is not there', 'revision: v9', "Error checking out spec='v9'"],
    ['a folder outside of it', 'subdirectory: ../..', "has no folder '../..'"],
    ['a link out of it', 'revision: unsafe', "its link 'link.sql' leads outside"],
  ])('refuses %s', async (_, setting, words) => {
    const folder = project(`  - git: ${bare}\n    ${setting}\n`);
    const { exitCode, lines } = await deps(folder);
    expect(exitCode).toBe(2);
    expect(lines.join('\n')).toContain(words);
    expect(installed(folder)).toEqual([]);
  });

  it('never tells a secret', async () => {
    const folder = project(`  - git: "${base}{{ env_var('DBT_ENV_SECRET_TOKEN') }}/r.git"\n    revision: v1\n`);
    const { exitCode, lines } = await deps(folder, '--debug');
    expect(exitCode).toBe(2);
    expect(lines.join('\n')).toContain('*****/r.git');
    expect(lines.join('\n')).not.toContain('s3cret');
  });
});
