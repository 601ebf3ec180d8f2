import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError, type EngineRow } from '@weft/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckdbEngine } from './duckdb-engine.js';

const session = { user: 'test' };
let base: string;
let engine: DuckdbEngine;
const path = (...parts: string[]) => join(base, ...parts);

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'weft-catalogs-'));
  await mkdir(path('mesh'));
  await mkdir(path('elsewhere'));
  engine = await DuckdbEngine.open({ directory: path('data'), allowedDirectories: [path('mesh')] });
});

afterAll(async () => {
  await engine.close();
  await rm(base, { recursive: true });
});

async function rowsOf(sql: string): Promise<EngineRow[]> {
  const rows: EngineRow[] = [];
  for await (const row of await engine.stream(session, sql)) rows.push(row);
  return rows;
}

async function failureOf(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EngineError)) throw new Error(`expected an EngineError, got ${String(error)}`);
  return error;
}

describe('a catalog', () => {
  it('is a file that is attached and let go of, as often as one likes', async () => {
    await engine.attachCatalog('orders', 'orders.duckdb');
    await engine.attachCatalog('orders', 'orders.duckdb');
    await engine.execute(session, 'CREATE TABLE orders.main.t AS SELECT 1 AS x');
    await engine.detachCatalog('orders');
    await engine.detachCatalog('orders');
    expect(await engine.listRelations(session, 'orders')).toEqual([]);
    await engine.attachCatalog('orders', 'orders.duckdb');
    expect(await rowsOf('SELECT x FROM orders.main.t')).toEqual([[1]]);
  });

  it('has one file: another under its name, or its file under another name, is refused', async () => {
    await engine.attachCatalog('one', 'one.duckdb');
    expect((await failureOf(engine.attachCatalog('one', 'two.duckdb'))).code).toBe('ENGINE_ALREADY_EXISTS');
    await failureOf(engine.attachCatalog('other', 'one.duckdb'));
  });

  it('cannot have a name of the engine itself, nor one that is none', async () => {
    for (const name of ['memory', 'system', 'temp', 'Upper', 'a-b', '']) {
      expect((await failureOf(engine.attachCatalog(name, 'x.duckdb'))).code).toBe('ENGINE_INVALID_VALUE');
    }
  });

  it('lies in the data folder or one of the mesh, and nowhere else', async () => {
    await engine.attachCatalog('meshed', path('mesh', 'm.duckdb'));
    const error = await failureOf(engine.attachCatalog('out', path('elsewhere', 'x.duckdb')));
    expect(error).toMatchObject({
      code: 'ENGINE_ACCESS_DENIED',
      message: expect.stringContaining('outside of the folders') as string,
    });
    expect((await failureOf(engine.attachCatalog('out', path('data', '..', 'elsewhere', 'x.duckdb')))).code).toBe(
      'ENGINE_ACCESS_DENIED',
    );
  });

  it('that is no database is reported in plain words', async () => {
    await writeFile(path('mesh', 'broken.duckdb'), 'no database, though long enough to be looked at'.repeat(100));
    const error = await failureOf(engine.attachCatalog('broken', path('mesh', 'broken.duckdb')));
    expect(error.message).toContain('broken.duckdb');
    expect(error.message).not.toContain('{');
  });

  it('that another process holds is reported as that, and is free when the process has ended', async () => {
    const holder = holdFile(path('data', 'held.duckdb'));
    await once(holder.stdout, 'data');
    const error = await failureOf(engine.attachCatalog('held', 'held.duckdb'));
    expect(error).toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringContaining('another process holds it') as string,
    });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await engine.attachCatalog('held', 'held.duckdb');
    expect(await rowsOf('SELECT x FROM held.main.t')).toEqual([[5]]);
  });
});

/** Another process that opens the file, writes to it and then sits on it. */
function holdFile(file: string) {
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const connection = await (await DuckDBInstance.create(process.argv[1])).connect();
    await connection.run('CREATE TABLE t AS SELECT 5 AS x');
    console.log('held');
    setInterval(() => connection, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', script, file], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('the instance', () => {
  it.each([
    `SELECT * FROM read_text('/etc/passwd')`,
    `COPY (SELECT 1) TO '/tmp/weft-must-not-be-written.csv'`,
    `ATTACH '/tmp/weft-must-not-be-written.duckdb' AS y`,
    `SET enable_external_access = true`,
    `SET lock_configuration = false`,
    `RESET TimeZone`,
    `SET allowed_directories = ['/']`,
    'INSTALL httpfs',
    `LOAD '/tmp/x.duckdb_extension'`,
  ])('refuses %j', async (sql) => {
    await failureOf(engine.execute(session, sql));
  });

  it('still works inside of its folders', async () => {
    await writeFile(path('mesh', 'inside.csv'), 'a\n1\n');
    expect(await rowsOf(`SELECT a FROM read_csv('${path('mesh', 'inside.csv')}')`)).toEqual([['1']]);
  });

  it('says that it is closed once it is', async () => {
    const other = await DuckdbEngine.open({ directory: path('closing') });
    await other.close();
    await other.close();
    expect((await failureOf(other.execute(session, 'SELECT 1'))).code).toBe('ENGINE_UNAVAILABLE');
  });

  it('keeps its data from one opening to the next', async () => {
    const options = { directory: path('kept'), catalogs: [{ name: 'k', file: 'k.duckdb' }] };
    const first = await DuckdbEngine.open(options);
    await first.execute(session, 'CREATE TABLE k.main.t AS SELECT 7 AS x');
    await first.close();
    const second = await DuckdbEngine.open(options);
    expect(await second.listColumns(session, { catalog: 'k', schema: 'main', table: 't' })).toHaveLength(1);
    await second.close();
  });
});

describe('a CSV file', () => {
  const table = { catalog: 'csv', schema: 'public', table: 'people' };

  beforeAll(() => engine.attachCatalog('csv', 'csv.duckdb'));

  it('becomes a table with integers, dates and texts, found by looking at every row', async () => {
    await writeFile(path('mesh', 'p.csv'), 'id,born,name,note\n1,2020-01-02,Ann,\n2,,"Bé, ob",x\n');
    expect(await engine.loadCsv({ ...table, file: path('mesh', 'p.csv') })).toBe(2);
    const columns = await engine.listColumns(session, table);
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id integer',
      'born date',
      'name varchar',
      'note varchar',
    ]);
    expect(await rowsOf('SELECT * FROM csv.public.people ORDER BY id')).toEqual([
      [1, '2020-01-02', 'Ann', null],
      [2, null, 'Bé, ob', 'x'],
    ]);
  });

  it('replaces the table it made before', async () => {
    await writeFile(path('mesh', 'p.csv'), 'id\n9\n');
    await engine.loadCsv({ ...table, file: path('mesh', 'p.csv') });
    expect(await rowsOf('SELECT * FROM csv.public.people')).toEqual([[9]]);
  });

  it('takes the types that the mesh names', async () => {
    await writeFile(path('mesh', 't.csv'), 'id,price,zip\n1,2.50,01234\n');
    const columns = { price: 'decimal(10,2)', zip: 'varchar(5)', id: 'bigint' };
    await engine.loadCsv({ ...table, table: 'typed', file: path('mesh', 't.csv'), columns });
    expect(await rowsOf('SELECT * FROM csv.public.typed')).toEqual([['1', '2.50', '01234']]);
  });

  it('that does not fit leaves the old table and says why', async () => {
    await writeFile(path('mesh', 'bad.csv'), 'id\nx\n');
    const bad = { ...table, file: path('mesh', 'bad.csv') };
    expect((await failureOf(engine.loadCsv({ ...bad, columns: { id: 'integer' } }))).message).toContain('bad.csv');
    expect(await failureOf(engine.loadCsv({ ...bad, columns: { nosuch: 'integer' } }))).toMatchObject({
      code: 'ENGINE_NOT_FOUND',
      message: expect.stringContaining(`no column 'nosuch'`) as string,
    });
    expect((await failureOf(engine.loadCsv({ ...bad, columns: { id: 'geometry' } }))).code).toBe('ENGINE_NOT_SUPPORTED');
    expect((await failureOf(engine.loadCsv({ ...table, file: path('mesh', 'none.csv') }))).code).toBe('ENGINE_NOT_FOUND');
    expect((await failureOf(engine.loadCsv({ ...table, file: '/etc/passwd' }))).code).toBe('ENGINE_ACCESS_DENIED');
    expect(await rowsOf('SELECT * FROM csv.public.people')).toEqual([[9]]);
  });
});
