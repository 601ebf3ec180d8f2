import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeWeft, onePage, Refusal, startFakeWeft } from '../../../testing/fake-weft.js';
import { runCli } from '../../../testing/run-cli.js';

const SHOP = {
  'dbt_project.yml': "name: shop\nversion: '1.0'\nprofile: p\n",
  'profiles.yml': 'p: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, threads: 2}}}\n',
  'models/orders.sql': "{{ config(alias='orders_t', materialized='table') }} select 1 as id",
  'models/inner.sql': 'select 1 as id',
  'models/s.yml': 'models: [{name: orders, access: public}]\n',
};
const REPORT = {
  'dbt_project.yml': "name: report\nversion: '1.0'\nprofile: p\n",
  'profiles.yml':
    'p: {target: dev, outputs: {dev: {type: duckdb, path: report.duckdb, threads: 2, attach: [{path: ../shop/shop.duckdb, alias: shop}]}}}\n',
  'models/total.sql': "select count(*) as n from {{ ref('shop', 'orders') }}",
};
const DECLARED = { 'dependencies.yml': 'projects:\n  - name: shop\n' };

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'weft-others-'));
  write('shop', SHOP);
});

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

async function weft(folder: string, ...args: readonly string[]) {
  const { exitCode, out } = await runCli(args, { cwd: join(root, folder), env: { DBT_USE_COLORS: '0' } });
  return { exitCode, out };
}

const listed = async (): Promise<readonly string[]> => (await weft('report', 'ls', '-q')).out.trim().split('\n');

describe('a project that refers to another', () => {
  it('builds on what the other built, and builds nothing of it', async () => {
    write('report', { ...REPORT, ...DECLARED });
    expect((await weft('shop', 'build')).exitCode).toBe(0);
    const { exitCode, out } = await weft('report', 'build');
    expect([exitCode, out]).toEqual([0, expect.stringContaining('1 of 1 OK created sql view model main.total')]);
    expect((await weft('report', 'show', '-s', 'total')).out).toContain('| 1 |');
    const compiled = readFileSync(join(root, 'report/target/compiled/report/models/total.sql'), 'utf8');
    expect(compiled).toBe('select count(*) as n from "shop"."main"."orders_t"');
    const { nodes, child_map: children } = JSON.parse(readFileSync(join(root, 'report/target/manifest.json'), 'utf8')) as {
      nodes: Record<string, unknown>;
      child_map: Record<string, string[]>;
    };
    expect([Object.keys(nodes).sort(), children['model.shop.orders']]).toEqual([
      ['model.report.total', 'model.shop.orders'],
      ['model.report.total'],
    ]);
  });

  it.each<readonly [string, () => void]>([
    ['in a folder beside it', () => write('report', DECLARED)],
    ['in a folder that dependencies.yml names', () => move('shop', 'far/off', "{name: shop, path: '../far/off'}")],
    [
      'in its mesh, where it need not be declared',
      () => {
        move('shop', 'teams/orders', null);
        write('.', { 'mesh.yml': 'name: m\nprojects: [{path: report, domain: a}, {path: teams/orders, domain: b}]\n' });
      },
    ],
  ])('finds it %s', async (_where, arrange) => {
    write('report', REPORT);
    arrange();
    expect(await listed()).toEqual(['report.total', 'shop.orders']);
  });

  function move(from: string, to: string, declaration: string | null): void {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    renameSync(join(root, from), join(root, to));
    if (declaration !== null) write('report', { 'dependencies.yml': `projects: [${declaration}]\n` });
  }

  it('reads a manifest alone where dependencies.yml names one', async () => {
    await weft('shop', 'parse');
    mkdirSync(join(root, 'kept'));
    renameSync(join(root, 'shop/target/manifest.json'), join(root, 'kept/manifest.json'));
    rmSync(join(root, 'shop'), { recursive: true });
    for (const path of ['../kept', '../kept/manifest.json']) {
      write('report', { ...REPORT, 'dependencies.yml': `projects: [{name: shop, path: ${path}}]\n` });
      expect(await listed()).toEqual(['report.total', 'shop.orders']);
    }
  });

  it('reads the manifests that the configuration of dbt-loom names, and says which it does not fetch', async () => {
    await weft('shop', 'parse');
    const manifest = readFileSync(join(root, 'shop/target/manifest.json'));
    mkdirSync(join(root, 'kept'));
    writeFileSync(join(root, 'kept/manifest.json.gz'), gzipSync(manifest));
    rmSync(join(root, 'shop'), { recursive: true });
    const entry = (type: string, path: string) => `manifests: [{name: shop, type: ${type}, config: {path: ${path}}}]\n`;
    write('report', { ...REPORT, 'dbt_loom.config.yml': entry('file', '$KEPT/manifest.json.gz') });
    write('report', { 'models/total.sql': "select count(*) as n from {{ ref('orders') }}" });
    const { out } = await runCli(['ls', '-q'], { cwd: join(root, 'report'), env: { KEPT: '../kept' } });
    expect(out.trim().split('\n')).toEqual(['report.total', 'shop.orders']);
    write('report', { ...REPORT, 'dbt_loom.config.yml': entry('s3', 'x') });
    expect((await weft('report', 'parse')).out).toContain("has project 'shop' by type s3, which is not fetched");
  });

  it('sees at once what the other changed, with the parse of before and with a manifest that is older than its files', async () => {
    write('report', { ...REPORT, ...DECLARED });
    await weft('shop', 'parse');
    expect(await listed()).toEqual(['report.total', 'shop.orders']);
    write('shop', { 'models/s.yml': 'models: [{name: orders, access: public}, {name: inner, access: public}]\n' });
    expect(await listed()).toEqual(['report.total', 'shop.inner', 'shop.orders']);
    write('shop', { 'models/s.yml': 'models: [{name: orders, access: protected}]\n' });
    const { exitCode, out } = await weft('report', 'parse');
    expect([exitCode, out]).toEqual([
      2,
      expect.stringContaining("because the referenced node is protected to the 'shop' package.\n  > in models/total.sql:1:30"),
    ]);
  });

  it('takes an older manifest of a project that cannot be parsed here', async () => {
    write('report', { ...REPORT, ...DECLARED });
    await weft('shop', 'parse');
    write('shop', { 'profiles.yml': 'p: {target: "{{ env_var(\'NOT_HERE\') }}", outputs: {}}\n' });
    utimesSync(join(root, 'shop/target/manifest.json'), 1, 1);
    expect(await listed()).toEqual(['report.total', 'shop.orders']);
    rmSync(join(root, 'shop/target'), { recursive: true });
    const { out } = await weft('report', 'parse');
    expect(out).toContain("a node named 'orders' in package or project 'shop' which was not found");
    expect(out).toContain("Env var required but not provided: 'NOT_HERE'");
  });

  it.each([
    ['is nowhere', 'projects: [{name: shop_x}]', 'it is neither in this mesh nor beside this project'],
    [
      'is not where it should be',
      "projects: [{name: shop_x, path: '../nosuch'}]",
      "is at '../nosuch', where there is no project",
    ],
    [
      'is another one',
      "projects: [{name: shop_x, path: '../wrong.json'}]",
      "is the manifest of project 'other', not of 'shop_x'",
    ],
    ['is no manifest', "projects: [{name: shop_x, path: '../report/profiles.yml'}]", 'cannot be read: '],
  ])('says where a declared project %s', async (_what, declared, hint) => {
    write('.', { 'wrong.json': '{"metadata": {"project_name": "other"}, "nodes": {}}' });
    const total = "select 1 from {{ ref('shop_x', 'orders') }}";
    write('report', { ...REPORT, 'models/total.sql': total, 'dependencies.yml': declared });
    const { exitCode, out } = await weft('report', 'parse');
    expect(exitCode).toBe(2);
    expect(out).toContain(
      "a node named 'orders' in package or project 'shop_x' which was not found\n  > in models/total.sql:1:18",
    );
    expect(out).toContain(hint);
  });

  it('lets two projects refer to each other where no model comes back to itself', async () => {
    const open = (...names: string[]) => `models: [${names.map((name) => `{name: ${name}, access: public}`).join(', ')}]\n`;
    write('report', { ...REPORT, ...DECLARED, 'models/r.yml': open('total') });
    write('shop', { 'dependencies.yml': 'projects: [{name: report}]\n', 'models/s.yml': open('orders', 'seen') });
    write('shop', { 'models/seen.sql': "select * from {{ ref('report', 'total') }}" });
    expect(await listed()).toEqual(['report.total', 'shop.orders', 'shop.seen']);
    write('report', { 'models/more.sql': "select * from {{ ref('shop', 'seen') }}" });
    expect(await listed()).toContain('report.more');
    write('report', { 'models/total.sql': "select * from {{ ref('shop', 'seen') }}" });
    expect((await weft('report', 'parse')).out).toMatch(
      /Found a cycle: model\.\w+\.\w+ --> model\.\w+\.\w+\n {2}> in models\/total\.sql/,
    );
  });
});

describe('a declared project that is on no machine but that of the mesh', () => {
  const models = [
    {
      ...{ name: 'orders', version: '2', latestVersion: '2', database: 'shop', schema: 'main', identifier: 'orders_t' },
      ...{ relationName: '"shop"."main"."orders_t"', deprecationDate: null, dependsOn: [] },
    },
  ];
  let mesh: FakeWeft;
  beforeAll(async () => {
    mesh = await startFakeWeft();
    mesh.answer('PublishedModels', (_variables, token) => {
      if (token !== 'secret') return new Refusal('Who are you?', { code: 'UNAUTHENTICATED' });
      return { projects: onePage({ name: 'far', publicModels: models }, { name: 'new', publicModels: null }) };
    });
  });
  afterAll(() => mesh.stop());

  async function list(name: string, env: Readonly<Record<string, string>>) {
    write('report', { ...REPORT, 'dependencies.yml': `projects: [{name: ${name}}]\n` });
    write('report', { 'models/total.sql': `select count(*) as n from {{ ref('${name}', 'orders') }}` });
    return runCli(['ls'], { cwd: join(root, 'report'), env: { DBT_USE_COLORS: '0', ...env } });
  }

  it('is asked of the mesh that runs', async () => {
    const { exitCode, out } = await list('far', { WEFT_URL: mesh.url, WEFT_TOKEN: 'secret' });
    expect([exitCode, out]).toEqual([0, expect.stringContaining('far.orders.v2\nreport.total')]);
  });

  it.each([
    ['nobody is asked', 'far', {}, 'it is neither in this mesh nor beside this project'],
    ['it is not asked under a name', 'far', { url: true }, 'could not be asked: who is asking?; set WEFT_TOKEN'],
    ['it knows no such project', 'nosuch', { url: true, token: 'secret' }, "has no project 'nosuch'"],
    ['it has not run it', 'new', { url: true, token: 'secret' }, "has project 'new', and has not run it yet"],
    ['it refuses to say', 'far', { url: true, token: 'wrong' }, 'could not be asked: '],
  ])('is not found where %s, and that is said', async (_why, name, given: { url?: boolean; token?: string }, hint) => {
    const { url, token } = given;
    const { exitCode, out } = await list(name, { ...(url && { WEFT_URL: mesh.url }), ...(token && { WEFT_TOKEN: token }) });
    expect(exitCode).toBe(2);
    expect(out).toContain(`a node named 'orders' in package or project '${name}' which was not found`);
    expect(out).toContain(hint);
  });

  it('is not asked for where it is here', async () => {
    const before = mesh.asked.length;
    write('report', { ...REPORT, ...DECLARED });
    const { exitCode } = await runCli(['ls'], { cwd: join(root, 'report'), env: { WEFT_URL: mesh.url } });
    expect([exitCode, mesh.asked.length]).toEqual([0, before]);
  });
});
