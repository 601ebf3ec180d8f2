import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from '../testing/run-cli.js';

const FILES: Readonly<Record<string, string>> = {
  'dbt_project.yml': 'name: shop\nprofile: shop\n',
  'profiles.yml': 'shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb}}}\n',
  'models/one.sql': 'select 1 as id',
};

let folder = '';
const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>;

async function weft(args: string, env: Readonly<Record<string, string>> = {}) {
  const { exitCode, out } = await runCli(args.split(' '), { cwd: folder, env });
  return { exitCode, out };
}

beforeAll(() => {
  folder = temporaryFolder();
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});

describe('a call', () => {
  it.each([
    ['ls', {}, 0, 'Found 1 model'],
    ['parse', {}, 0, 'Performance info: '],
    ['--show-resource-report parse', {}, 0, 'Resource report: {"command_name": "parse", "command_success": true, '],
    ['parse', { DBT_SHOW_RESOURCE_REPORT: '1' }, 0, 'Resource report: '],
    ['parse --upload-to-artifacts-ingest-api', {}, 0, 'Error uploading artifacts to artifact ingestion API: '],
    ['parse', { DBT_NO_PRINT: '1' }, 0, 'Deprecated functionality\nThe environment variable `DBT_NO_PRINT` has been renamed as'],
    ['parse', { DBT_NO_PRINT: '1' }, 0, '- EnvironmentVariableRenamed: 1 occurrence'],
    ['docs --quiet generate --empty-catalog', {}, 0, ''],
    ['debug --target nope', {}, 1, 'profiles.yml file [ERROR invalid]\n'],
    ['debug --target nope', {}, 1, 'dbt_project.yml file [OK found and valid]\n'],
    ['debug --profiles-dir nowhere', {}, 1, 'profiles.yml file [ERROR not found]\n'],
    ['debug --profiles-dir nowhere', {}, 1, 'Profile loading failed for the following reason:\nThere is no '],
  ] as const)('weft %s with %j ends with %i and tells what it must', async (args, env, exitCode, words) => {
    const answer = await weft(args, env);
    expect(answer.out.replaceAll(/^\d\d:\d\d:\d\d {2}/gm, '')).toContain(words);
    expect(answer.exitCode).toBe(exitCode);
  });

  it('list tells what it lists and nothing else', async () => {
    expect((await weft('list')).out).not.toContain('Found');
  });

  it('parse writes how the parse went, and a CPU profile where it is asked for', async () => {
    rmSync(join(folder, 'target'), { recursive: true, force: true });
    await weft('parse --record-timing-info cpu.json');
    expect(read('target/perf_info.json')).toMatchObject({ is_partial_parse_enabled: true });
    expect(read('cpu.json')).toHaveProperty('nodes');
  });
});
