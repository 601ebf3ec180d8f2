import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import expected from './fixtures/precedence-by-dbt.json' with { type: 'json' };
import { filesOf, PROFILES, PROJECT, textsOf } from './parse-project.fixture.js';
import { type ParsedProject, parseProject } from './parse-project.js';

type Items = Readonly<Record<string, unknown>>;

/** Without what is dbt's own, and without times, as the fixture is. */
function comparable(items: Items): Items {
  const own = Object.entries(items).filter(([id]) => !/^(macro|doc)\.dbt(_duckdb)?\./.test(id));
  const drop = (key: string, value: unknown): unknown => (key === 'created_at' || key === 'root_path' ? undefined : value);
  return JSON.parse(JSON.stringify(Object.fromEntries(own), drop)) as Items;
}

describe('a project with packages, hooks, snapshots, versions and configuration at every level', () => {
  let parsed: ParsedProject;
  beforeAll(() => {
    parsed = parseProject({ files: filesOf(textsOf(resolve(import.meta.dirname, 'fixtures/precedence'))) });
  });

  it.each(Object.keys(expected))('has the %s that dbt-core 1.11 wrote', (part) => {
    const ours = (parsed.manifest as unknown as Record<string, Items>)[part] ?? {};
    expect(comparable(ours)).toEqual((expected as unknown as Record<string, Items>)[part]);
  });

  it('gives execution its packages in dbt order, their variables and the target', () => {
    const { project } = parsed;
    expect([...(project?.packages.keys() ?? [])]).toEqual(['root_proj', 'other', 'util']);
    expect(project?.target).toMatchObject({ name: 'dev', type: 'duckdb', database: 'x', schema: 'sch', threads: 4 });
    expect(project?.queryComment).toEqual({ comment: 'run by {{ target.user }}', append: true });
  });
});

describe('a profile', () => {
  const parse = (profiles: string, options = {}): ParsedProject =>
    parseProject({ files: filesOf({ 'dbt_project.yml': PROJECT, 'profiles.yml': profiles }), ...options });

  it('takes secrets from the environment, and shows templates none of them', () => {
    const output = 'type: trino, method: ldap, host: h, port: 1, user: u, password: "{{ env_var(\'DBT_ENV_SECRET_P\') }}"';
    const profiles = `p: {target: dev, outputs: {dev: {${output}, catalog: c, schema: s}}}\n`;
    const { project } = parse(profiles, { env: { DBT_ENV_SECRET_P: 'hidden' } });
    expect(project?.target.credentials).toMatchObject({ password: 'hidden', database: 'c', http_scheme: 'https' });
    expect(JSON.stringify(project?.target.shown)).not.toContain('hidden');
    expect(project?.target.shown).toMatchObject({ catalog: 'c', type: 'trino', target_name: 'dev' });
  });

  it('of an engine that Weft has not still parses', () => {
    const profiles = 'p: {target: dev, outputs: {dev: {type: postgres, dbname: d, schema: s, host: h, user: u, pass: x}}}\n';
    expect(parse(profiles).project?.target).toMatchObject({ type: 'postgres', database: 'd', schema: 's' });
  });

  it('can be another one, with another target and other threads', () => {
    const profiles = `${PROFILES}q:\n  outputs:\n    prod: {type: duckdb, path: a/b.duckdb, schema: z}\n`;
    const { project } = parse(profiles, { profile: 'q', target: 'prod', threads: 7 });
    expect(project?.target).toMatchObject({ profileName: 'q', name: 'prod', database: 'b', schema: 'z', threads: 7 });
  });
});
