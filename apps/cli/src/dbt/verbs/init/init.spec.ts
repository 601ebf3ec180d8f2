import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli, temporaryFolder } from '../../../testing/run-cli.js';

const OLD = '# kept\nold: {target: dev, outputs: {dev: {type: duckdb, path: old.duckdb}}}\n';

/** Runs `weft init` where profiles.yml has the profile `old`; `typed` is what is answered in a terminal. */
async function init(args: readonly string[], typed: string | null = null, files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries({ 'profiles.yml': OLD, ...files })) writeFileSync(join(folder, path), content);
  const terminal = typed === null ? {} : { isTerminal: true, stdin: typed };
  const { exitCode, out } = await runCli(['init', ...args], { cwd: folder, ...terminal });
  const read = (path: string): unknown => parse(readFileSync(join(folder, path), 'utf8'));
  const profiles = read('profiles.yml') as Record<string, { target: string; outputs: Record<string, object> }>;
  return { exitCode, out, folder, profiles, read };
}

const duckdb = (path: string, threads = 4) => ({ target: 'dev', outputs: { dev: { type: 'duckdb', path, threads } } });

describe('weft init', () => {
  it('asks in a terminal for a name until it is one, for the engine and for what its profile needs', async () => {
    const { exitCode, out, profiles, read } = await init([], '1st\nshop\nx\n7\n1\n\nmany\n8\n');
    expect(exitCode).toBe(0);
    expect(profiles['shop']).toEqual(duckdb('shop.duckdb', 8));
    expect(read('shop/dbt_project.yml')).toMatchObject({ name: 'shop', profile: 'shop' });
    for (const words of [
      'Enter a name for your project (letters, digits, underscore): ',
      'Error: 1st is not a valid project name.',
      'Your new dbt project "shop" was created!',
      'Which database would you like to use?\n[1] duckdb\n[2] trino\n',
      "Error: 'x' is not a valid integer.",
      'Error: 7 is not in the range 1<=x<=2.',
      'path (file) [shop.duckdb]: ',
      "Error: 'many' is not a valid integer.",
      "using target's profile_template.yml and your supplied values",
    ])
      expect(out).toContain(words);
  });

  it('never asks for a password', async () => {
    const { profiles } = await init(['shop'], '2\ntrino.example\n8443\n2\nana\nlake\nmain\n\n');
    expect(profiles['shop']?.outputs['dev']).toEqual({
      type: 'trino',
      host: 'trino.example',
      port: 8443,
      user: 'ana',
      password: "{{ env_var('DBT_ENV_SECRET_TRINO_PASSWORD') }}",
      http_scheme: 'https',
      method: 'ldap',
      database: 'lake',
      schema: 'main',
      threads: 4,
    });
  });

  it('in a project writes its profile alone, from its own template, and over another only if that is wanted', async () => {
    const project = { 'dbt_project.yml': 'name: shop\nprofile: old\n' };
    const template = { 'profile_template.yml': 'fixed: {type: duckdb, target: ci}\nprompts: {path: {hint: a file}}\n' };
    const kept = await init([], '\n', { ...project, ...template });
    expect(kept.profiles['old']).toEqual(parse(OLD).old);
    expect(kept.out).toMatch(/The profile old already exists in .*profiles.yml. Continue and overwrite it\? \[y\/N\]: /);
    const changed = await init([], 'y\nnew.duckdb\n', { ...project, ...template });
    expect(changed.profiles['old']).toEqual({ target: 'ci', outputs: { ci: { type: 'duckdb', path: 'new.duckdb' } } });
    expect(readFileSync(join(changed.folder, 'profiles.yml'), 'utf8')).toContain('# kept');
    const broken = await init([], 'y\n1\n\n\n', { ...project, 'profile_template.yml': '[' });
    expect(broken.out).toContain('Invalid profile_template.yml in project.');
    expect(broken.profiles['old']).toEqual(duckdb('old.duckdb'));
  });

  it('asks nothing without a terminal', async () => {
    const { exitCode, profiles, out } = await init(['shop']);
    expect({ exitCode, profile: profiles['shop'] }).toEqual({ exitCode: 0, profile: duckdb('shop.duckdb') });
    expect(out).toContain("using target's sample configuration");
    expect((await init(['shop', '--skip-profile-setup'])).profiles).not.toHaveProperty('shop');
    expect((await init(['shop', '--profile', 'old'])).read('shop/dbt_project.yml')).toMatchObject({ profile: 'old' });
  });

  it.each([
    [['1st'], 2, '1st is not a valid project name.'],
    [['dbt'], 2, 'dbt is not a valid project name.'],
    [[], 2, 'Name the project: weft init PROJECT_NAME'],
    [['shop', '--profile', 'nope'], 2, "Could not find profile named 'nope'"],
    [['there'], 0, 'A project called there already exists here.'],
  ] as const)('%j ends with %i', async (args, exitCode, words) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'there'));
    const answer = await runCli(['init', ...args], { cwd: folder });
    expect(answer).toMatchObject({ exitCode, out: expect.stringContaining(words) as string });
    expect(existsSync(join(folder, args[0] === 'there' ? 'there/dbt_project.yml' : (args[0] ?? '')))).toBe(args.length === 0);
  });

  it('refuses another profile for a project that is there, and ends where the terminal does', async () => {
    const files = { 'dbt_project.yml': 'name: shop\nprofile: shop\n' };
    expect((await init(['--profile', 'old'], null, files)).out).toContain('Can not init existing project with specified profile');
    expect(await init([], '', files)).toMatchObject({ exitCode: 2, out: expect.stringContaining('Aborted!') as string });
  });
});
