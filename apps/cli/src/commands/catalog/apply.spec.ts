import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeWeft, startFakeWeft } from '../../testing/fake-weft.js';
import { runCli, temporaryFolder } from '../../testing/run-cli.js';

let weft: FakeWeft;
let folder: string;
beforeEach(async () => {
  weft = await startFakeWeft();
  folder = realpathSync(temporaryFolder());
});
afterEach(() => weft.stop());

const MESH = `name: shop
products: [products/*.odps.yaml]
projects:
  - { path: insights, domain: insights }
`;

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

const apply = (...args: string[]) =>
  runCli(['apply', folder, ...args], { env: { WEFT_URL: weft.url, WEFT_TOKEN: 't' }, cwd: dirname(folder) });

const APPLIED = {
  __typename: 'ApplyMeshResult',
  mesh: 'shop',
  projectVersions: [{ project: 'insights', hash: 'abc' }],
  changes: [
    { action: 'create', kind: 'domain', name: 'insights', fields: [] },
    { action: 'change', kind: 'dataProduct', name: 'insights/customers', fields: ['title', 'version'] },
    { action: 'leave', kind: 'catalog', name: 'insights', fields: [] },
    { action: 'retire', kind: 'outputPort', name: 'insights/customers/old', fields: [] },
  ],
  engineTasks: [{ kind: 'catalog:provision', target: 'insights', status: 'FAILED', message: 'no such host' }],
};

function answerApplied(): void {
  weft.answer('ApplyMesh', () => ({ applyMesh: APPLIED }));
}

function sentPaths(): string[] {
  const { input } = weft.asked[0]?.variables as { input: { files: { path: string }[] } };
  return input.files.map(({ path }) => path);
}

describe('weft apply', () => {
  it('sends the descriptors and the text files of the projects, and nothing else', async () => {
    write({
      'mesh.yml': MESH,
      'products/a.odps.yaml': 'id: a',
      'products/notes.txt': 'not matched',
      'data/customers.csv': 'id\n1',
      'insights/dbt_project.yml': 'name: insights',
      'insights/models/a.sql': 'select 1',
      'insights/models/.hidden.sql': 'select 2',
      'insights/target/manifest.yml': 'built',
      'insights/picture.png': Buffer.from([0, 1, 2]),
      'other/dbt_project.yml': 'name: other',
    });
    answerApplied();
    expect((await apply()).exitCode).toBe(0);
    expect(sentPaths()).toEqual(['insights/dbt_project.yml', 'insights/models/a.sql', 'mesh.yml', 'products/a.odps.yaml']);
    expect(weft.asked[0]?.variables).toMatchObject({ input: { directory: folder, dryRun: false } });
  });

  it('prints what was created, changed, retired and left, and the tasks of the engine', async () => {
    write({ 'mesh.yml': MESH });
    answerApplied();
    expect((await apply()).out.split('\n')).toEqual([
      '  + domain insights',
      '  ~ data product insights/customers (title, version)',
      '  = catalog insights',
      '  - output port insights/customers/old',
      'In the engine:',
      '  catalog:provision insights: failed (no such host)',
      'Applied: 1 created, 1 changed, 1 retired, 1 left as they were.',
      '',
    ]);
  });

  it('on a dry run says so, to the server and to the reader', async () => {
    write({ 'mesh.yml': MESH });
    answerApplied();
    expect((await apply('--dry-run')).out).toContain('Dry run, nothing was changed. Would be: 1 created');
    expect(weft.asked[0]?.variables).toMatchObject({ input: { dryRun: true } });
  });

  it('prints JSON that parses', async () => {
    write({ 'mesh.yml': MESH });
    answerApplied();
    const { __typename: _, ...applied } = APPLIED;
    expect(JSON.parse((await apply('--json')).out)).toEqual({ dryRun: false, ...applied });
  });

  it('prints each diagnostic with a file that can be opened from here, and ends with 1', async () => {
    write({ 'mesh.yml': MESH });
    const place = { file: 'products/a.odps.yaml', line: 3, column: 5 };
    const first = {
      code: 'MESH_UNKNOWN_FIELD',
      severity: 'error',
      message: "unknown field 'nmae'",
      hint: "did you mean 'name'?",
    };
    const diagnostics = [
      { ...first, ...place },
      { ...first, code: 'MESH_EMPTY', file: null, line: null, column: null, hint: null },
    ];
    const failed = { __typename: 'ValidationFailed', code: 'MESH_INVALID', message: 'the mesh is not valid', diagnostics };
    weft.answer('ApplyMesh', () => ({ applyMesh: failed }));
    const { exitCode, err } = await apply();
    expect(exitCode).toBe(1);
    expect(err.split('\n').slice(0, 4)).toEqual([
      'Error: MESH_INVALID: the mesh is not valid',
      `${join(folder, 'products/a.odps.yaml').slice(dirname(folder).length + 1)}:3:5: error MESH_UNKNOWN_FIELD: unknown field 'nmae'`,
      "  did you mean 'name'?",
      "error MESH_EMPTY: unknown field 'nmae'",
    ]);
  });

  it('leaves it to the server to say what is wrong with a mesh.yml that is no YAML', async () => {
    write({ 'mesh.yml': 'name: [' });
    answerApplied();
    expect((await apply()).exitCode).toBe(0);
    expect(sentPaths()).toEqual(['mesh.yml']);
  });

  it('says where it looked when there is no mesh', async () => {
    const { exitCode, err } = await apply();
    expect(exitCode).toBe(2);
    expect(err).toContain(`there is no mesh.yml\n  where: ${folder}`);
  });
});

describe('weft apply refuses to send', () => {
  afterEach(() => expect(weft.asked).toEqual([]));

  it('a file that a link brings in from outside', async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret.sql'), 'select 1');
    write({ 'mesh.yml': MESH, 'insights/dbt_project.yml': 'name: insights' });
    symlinkSync(join(outside, 'secret.sql'), join(folder, 'insights/secret.sql'));
    const { exitCode, err } = await apply();
    expect(exitCode).toBe(1);
    expect(err).toContain(`a link leads out of the folder\n  where: ${join(folder, 'insights/secret.sql')}`);
  });

  it('a folder that a link brings in from outside', async () => {
    write({ 'mesh.yml': MESH, 'insights/dbt_project.yml': 'name: insights' });
    symlinkSync(temporaryFolder(), join(folder, 'insights/models'));
    expect((await apply()).err).toContain('a link leads out of the folder');
  });

  it.each(['../*.yaml', '/etc/*.conf', 'products/../../x.yaml'])('what the glob %s names', async (glob) => {
    write({ 'mesh.yml': `products: ['${glob}']` });
    const { exitCode, err } = await apply();
    expect(exitCode).toBe(1);
    expect(err).toContain(`'${glob}' leads out of the mesh's folder`);
  });

  it('a file that is too large', async () => {
    write({ 'mesh.yml': MESH, 'insights/dbt_project.yml': 'name: insights', 'insights/seed.csv': 'x'.repeat(1024 * 1024 + 1) });
    expect((await apply()).err).toContain('a file is larger than 1048576 bytes');
  });

  it('a file that is no text', async () => {
    write({ 'mesh.yml': MESH, 'insights/dbt_project.yml': 'name: insights', 'insights/a.sql': Buffer.from([0xff, 0xfe, 0]) });
    expect((await apply()).err).toContain('a file is no UTF-8 text');
  });

  it('a profile with a secret in plain text, without repeating the secret', async () => {
    const profile = (value: string) => `p:\n  outputs:\n    dev:\n      type: trino\n      password: ${value}\n`;
    write({ 'mesh.yml': MESH, 'insights/dbt_project.yml': 'name: insights', 'insights/profiles.yml': profile('hunter2') });
    const { exitCode, err } = await apply();
    expect(exitCode).toBe(1);
    expect(err).toContain(`'password' holds a secret in plain text\n  where: ${join(folder, 'insights/profiles.yml')}:5`);
    expect(err).not.toContain('hunter2');
  });
});

describe('weft apply sends', () => {
  it('a profile whose password comes from the environment', async () => {
    const profile = `p:\n  outputs:\n    dev:\n      password: "{{ env_var('PASSWORD') }}"\n`;
    write({ 'mesh.yml': MESH, 'insights/dbt_project.yml': 'name: insights', 'insights/profiles.yml': profile });
    answerApplied();
    expect((await apply()).exitCode).toBe(0);
    expect(sentPaths()).toContain('insights/profiles.yml');
  });

  it('a file that a link inside of the folder names', async () => {
    write({ 'mesh.yml': MESH, 'insights/dbt_project.yml': 'name: insights', 'shared/a.sql': 'select 1' });
    symlinkSync(join(folder, 'shared/a.sql'), join(folder, 'insights/a.sql'));
    answerApplied();
    expect((await apply()).exitCode).toBe(0);
    expect(sentPaths()).toContain('insights/a.sql');
  });
});
