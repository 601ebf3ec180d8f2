import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckdbEngine } from '@weft/engine-duckdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../testing/run-cli.js';

const EXAMPLE = resolve(import.meta.dirname, '../../../../examples/jaffle-mesh');
const SOURCES = ['customers', 'orders', 'payments'];

describe('a project that belongs to no running mesh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-local-'));
  const project = join(folder, 'insights');
  const home = join(folder, 'no-weft');
  const command = (...args: string[]) => runCli([...args, '--project-dir', project], { cwd: folder, env: { WEFT_HOME: home } });
  const openFile = () =>
    DuckdbEngine.open({
      directory: folder,
      catalogs: [{ name: 'insights', file: 'insights.duckdb' }],
      allowedDirectories: [EXAMPLE],
    });

  beforeAll(async () => {
    cpSync(join(EXAMPLE, 'insights'), project, { recursive: true });
    const output = '{type: duckdb, path: ../insights.duckdb, schema: default, threads: 2}';
    writeFileSync(join(project, 'profiles.yml'), `insights: {target: dev, outputs: {dev: ${output}}}\n`);
    const settings = readFileSync(join(project, 'dbt_project.yml'), 'utf8').replaceAll(/(_catalog:) \w+/g, '$1 insights');
    writeFileSync(join(project, 'dbt_project.yml'), settings);
    const engine = await openFile();
    for (const table of SOURCES) {
      await engine.execute({ user: 'owner' }, 'CREATE SCHEMA IF NOT EXISTS insights.public');
      await engine.loadCsv({ catalog: 'insights', schema: 'public', table, file: join(EXAMPLE, `data/raw_${table}.csv`) });
    }
    await engine.close();
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is run on its profile's DuckDB file, with dbt's lines", async () => {
    const { exitCode, out, err } = await command('run');
    expect(err).toBe('');
    expect(out).toMatch(/1 of 8 START sql model default\.stg_customers \.+ \[RUN\]/);
    expect(out).toMatch(/8 of 8 OK created sql model default\.\w+ \.+ \[OK in \d+\.\d\ds\]/);
    expect(out).toContain('Done. PASS=8 WARN=0 ERROR=0 SKIP=0 TOTAL=8');
    expect(exitCode).toBe(0);
  });

  it('lets go of the file, which holds 100 customers and 99 orders', async () => {
    const engine = await openFile();
    const sql =
      'SELECT (SELECT count(*) FROM insights."default".dim_customers), (SELECT count(*) FROM insights."default".fct_orders)';
    const rows = [];
    for await (const row of await engine.stream({ user: 'owner' }, sql)) rows.push(row);
    await engine.close();
    expect(rows).toEqual([['100', '99']]);
  });

  it('is tested by its 20 tests, and leaves run_results.json', async () => {
    const { exitCode, out } = await command('test');
    expect(out).toContain('Done. PASS=20 WARN=0 ERROR=0 SKIP=0 TOTAL=20');
    expect(exitCode).toBe(0);
    const { results } = JSON.parse(readFileSync(join(project, 'target/run_results.json'), 'utf8')) as { results: unknown[] };
    expect(results).toHaveLength(20);
  });

  it('fails with the place of what is wrong in it', async () => {
    writeFileSync(join(project, 'models/broken.sql'), 'select {{ reff("stg_orders") }} as x');
    const { exitCode, out, err } = await command('run', '--select', 'broken');
    rmSync(join(project, 'models/broken.sql'));
    expect(`${out}${err}`).toMatch(/insights\/models\/broken\.sql:1.*reff/);
    expect(exitCode).not.toBe(0);
  });

  it('fails a model whose SQL the database refuses, and skips what comes after it', async () => {
    writeFileSync(join(project, 'models/broken.sql'), 'select no_such_column from {{ ref("stg_orders") }}');
    writeFileSync(join(project, 'models/after.sql'), 'select * from {{ ref("broken") }}');
    const { exitCode, out } = await command('run', '--select', 'broken+');
    expect(out).toMatch(/ERROR creating sql model default\.broken/);
    expect(out).toMatch(/SKIP relation default\.after/);
    expect(out).toContain('Done. PASS=0 WARN=0 ERROR=1 SKIP=1 TOTAL=2');
    expect(exitCode).toBe(1);
  });
});
