import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireHomeLock } from './home-lock.js';

describe('the lock of a data folder', () => {
  let home: string;
  const now = new Date('2026-01-02T03:04:05Z');

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'weft-home-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('is given to the first process, announces its URL, and is gone after its release', () => {
    const lock = acquireHomeLock(home, now);
    expect(lock).toMatchObject({ ok: true, value: { formerOwner: null } });
    if (!lock.ok) return;
    lock.value.announce('http://127.0.0.1:4400');
    const written = JSON.parse(readFileSync(join(home, 'lock.json'), 'utf8')) as object;
    expect(written).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:4400', startedAt: now.toISOString() });
    lock.value.release();
    expect(acquireHomeLock(home, now).ok).toBe(true);
  });

  it('is refused while its owner lives, and names the owner', () => {
    acquireHomeLock(home, now);
    expect(acquireHomeLock(home, now)).toMatchObject({ ok: false, error: { pid: process.pid } });
  });

  it('is taken from an owner that died, and says who that was', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(home, 'lock.json'), JSON.stringify({ pid, startTicks: '1', url: null, startedAt: now.toISOString() }));
    expect(acquireHomeLock(home, now)).toMatchObject({ ok: true, value: { formerOwner: { pid } } });
  });

  it('is taken from an owner whose pid another process has by now', () => {
    const reused = { pid: process.pid, startTicks: '1', url: null, startedAt: now.toISOString() };
    writeFileSync(join(home, 'lock.json'), JSON.stringify(reused));
    expect(acquireHomeLock(home, now)).toMatchObject({ ok: true, value: { formerOwner: { startTicks: '1' } } });
  });

  it('is taken when the file is half written', () => {
    writeFileSync(join(home, 'lock.json'), '{"pid": 1');
    expect(acquireHomeLock(home, now)).toMatchObject({ ok: true, value: { formerOwner: null } });
  });
});
