import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '@weft/engine';
import { afterAll, describe, expect, it } from 'vitest';
import { DuckdbEngine } from './duckdb-engine.js';

const session = { user: 'test' };
const base = mkdtempSync(join(tmpdir(), 'weft-disk-'));

/** Whether this machine lets us mount at all; where it does not, these tests are skipped. */
const mounted = tryMount('size=1m');

afterAll(() => {
  if (mounted) execFileSync('umount', [base]);
  rmSync(base, { recursive: true, force: true });
});

function tryMount(options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', base], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function failureOf(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EngineError)) throw new Error(`expected an EngineError, got ${String(error)}`);
  return error;
}

describe.skipIf(!mounted)('a data folder', () => {
  const options = { directory: base, catalogs: [{ name: 'a', file: 'a.duckdb' }] };

  it('that is full says so, and what was written before is still there at the next start', async () => {
    const engine = await DuckdbEngine.open(options);
    await engine.execute(session, 'CREATE TABLE a.main.small AS SELECT 1 AS x');
    const large = 'CREATE TABLE a.main.large AS SELECT range, md5(CAST(range AS VARCHAR)) AS text FROM range(300000)';
    expect(await failureOf(engine.execute(session, large))).toMatchObject({
      code: 'ENGINE_RESOURCES',
      message: expect.stringMatching(/no space left/i) as string,
    });
    await engine.close();
    execFileSync('mount', ['-o', 'remount,size=16m', base]);
    const next = await DuckdbEngine.open(options);
    expect((await next.listRelations(session, 'a')).map(({ table }) => table)).toEqual(['small']);
    await next.close();
  });

  it('that is read-only says so', async () => {
    execFileSync('mount', ['-o', 'remount,ro', base]);
    expect(await failureOf(DuckdbEngine.open(options))).toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringContaining('read-only') as string,
    });
    const inside = await failureOf(DuckdbEngine.open({ directory: join(base, 'sub') }));
    expect(inside.message).toContain(`${join(base, 'sub')} cannot be made`);
  });
});
