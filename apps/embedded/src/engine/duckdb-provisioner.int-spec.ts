import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogToProvision } from '@weft/catalog';
import { DuckdbEngine } from '@weft/engine-duckdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuckdbProvisioner } from './duckdb-provisioner.js';

describe('catalogs of the embedded engine', () => {
  let folder: string;
  let engine: DuckdbEngine;
  let provisioner: DuckdbProvisioner;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weft-provision-'));
    mkdirSync(join(folder, 'mesh'));
    writeFileSync(join(folder, 'mesh/people.csv'), 'id,name\n1,Ana\n2,Bob\n');
    writeFileSync(join(folder, 'secret.csv'), 'id\n1\n');
    engine = await DuckdbEngine.open({ directory: join(folder, 'data'), allowedDirectories: [join(folder, 'mesh')] });
    provisioner = new DuckdbProvisioner(engine, join(folder, 'data'), [join(folder, 'mesh')]);
  });

  afterEach(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function catalogOf(file: string): CatalogToProvision {
    const embedded = { csv: { schema: 'public', tables: [{ name: 'people', file }] } };
    return { name: 'hr', domain: 'people', embedded, trino: null, directory: join(folder, 'mesh'), replace: false };
  }

  it('are filled from the CSV files of the mesh, and again is the same', async () => {
    for (let time = 0; time < 2; time++)
      expect(await provisioner.provision(catalogOf('people.csv'))).toEqual({ ok: true, value: undefined });
    const rows = [];
    for await (const row of await engine.stream({ user: 'x' }, 'SELECT id, name FROM "hr"."public"."people" ORDER BY id'))
      rows.push(row);
    expect(rows).toEqual([
      [1, 'Ana'],
      [2, 'Bob'],
    ]);
  });

  it('may be empty, to be written by a project', async () => {
    expect((await provisioner.provision({ ...catalogOf(''), embedded: {} })).ok).toBe(true);
    expect(await engine.listRelations({ user: 'x' }, 'hr')).toEqual([]);
  });

  it.each(['../secret.csv', '/etc/passwd', 'link.csv'])('never read %s, which lies outside of the mesh', async (file) => {
    symlinkSync(join(folder, 'secret.csv'), join(folder, 'mesh/link.csv'));
    expect(await provisioner.provision(catalogOf(file))).toMatchObject({
      ok: false,
      error: expect.stringContaining('outside') as string,
    });
  });

  it('say which file is missing, and which folder may not be read', async () => {
    expect(await provisioner.provision(catalogOf('gone.csv'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('gone.csv') as string,
    });
    const elsewhere = { ...catalogOf('secret.csv'), directory: folder };
    expect(await provisioner.provision(elsewhere)).toMatchObject({
      ok: false,
      error: expect.stringContaining('WEFT_MESH_PATHS') as string,
    });
  });
});
