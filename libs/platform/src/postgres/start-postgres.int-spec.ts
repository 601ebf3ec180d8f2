import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LaunchMode } from './postgres-launcher.js';
import { type RunningPostgres, startPostgres } from './start-postgres.js';
import { ensureWeftDatabase } from './weft-database.js';

const isRoot = process.getuid?.() === 0;

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('our own PostgreSQL', () => {
  let folder: string;
  let running: RunningPostgres | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'weft-pg-'));
  });

  afterEach(async () => {
    await running?.stop();
    running = null;
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(mode?: LaunchMode): Promise<RunningPostgres> {
    const shared = join('/var/tmp', `weft-pg-shared-${process.pid}`);
    running = await startPostgres({
      dataDir: join(folder, 'postgres'),
      durable: false,
      ...(mode ? { mode, sharedFolder: shared } : {}),
    });
    return running;
  }

  it('starts in a folder that only its owner may enter, keeps data over a restart, and keeps its passwords to their owner', async () => {
    const first = await start();
    await ask(first.superuserUrl, 'CREATE TABLE kept AS SELECT 1 AS n');
    await first.stop();
    const second = await start();
    expect(await ask(second.superuserUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(second.recovered).toEqual([]);
    expect(statSync(join(folder, 'postgres.credentials.json')).mode & 0o777).toBe(0o600);
  });

  it('listens on 127.0.0.1 alone, in UTC, and lets nobody in without the password', async () => {
    const { port, superuserUrl } = await start();
    expect(await ask(superuserUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await ask(superuserUrl, 'SHOW timezone')).toEqual([{ TimeZone: 'UTC' }]);
    await expect(ask(`postgresql://postgres:wrong@127.0.0.1:${port}/postgres`, 'SELECT 1')).rejects.toThrow('password');
  });

  it('gives its database to two roles; any other role cannot connect', async () => {
    const postgres = await start();
    const { ownerUrl, appUrl } = await ensureWeftDatabase(postgres);
    await ensureWeftDatabase(postgres);
    expect(await ask(ownerUrl, 'SELECT current_user AS who')).toEqual([{ who: 'weft_owner' }]);
    expect(await ask(appUrl, 'SELECT current_user AS who')).toEqual([{ who: 'weft_app' }]);
    await ask(postgres.superuserUrl, `CREATE ROLE stranger LOGIN PASSWORD 'x'`);
    await expect(ask(`postgresql://stranger:x@127.0.0.1:${postgres.port}/weft`, 'SELECT 1')).rejects.toThrow('permission denied');
  });

  it('ends a server that a killed owner left behind, says so, and starts anew on the same data', async () => {
    const orphan = await start();
    await ask(orphan.superuserUrl, 'CREATE TABLE kept AS SELECT 1 AS n');
    const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const next = await start();
    expect(next.recovered).toEqual([expect.stringContaining(`process ${pid}`)]);
    expect(await ask(next.superuserUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
  });

  it('makes the data anew when the making was interrupted', async () => {
    mkdirSync(join(folder, 'postgres.partial'));
    writeFileSync(join(folder, 'postgres.partial', 'PG_VERSION'), '18');
    const postgres = await start();
    expect(postgres.recovered).toEqual([expect.stringContaining('interrupted')]);
    expect(await ask(postgres.superuserUrl, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it.runIf(isRoot)('runs as an unprivileged user where root may make no user namespace', async () => {
    const shared = join('/var/tmp', `weft-pg-shared-${process.pid}`);
    try {
      const postgres = await start('unprivileged');
      await ask(postgres.superuserUrl, 'CREATE TABLE kept AS SELECT 1 AS n');
      await postgres.stop();
      const again = await start('unprivileged');
      expect(again.mode).toBe('unprivileged');
      expect(await ask(again.superuserUrl, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    } finally {
      await running?.stop();
      rmSync(shared, { recursive: true, force: true });
    }
  });
});
