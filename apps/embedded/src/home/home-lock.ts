import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '@weft/kernel';
import { z } from 'zod';
import { isSameProcessAlive, processStartTicks } from './process-identity.js';

const LockFile = z.object({
  pid: z.number().int(),
  startTicks: z.string().nullable(),
  url: z.string().nullable(),
  startedAt: z.string(),
});

/** Who owns a data folder: the process (by pid and start time) and the URL it answers at, once it does. */
export type HomeOwner = z.infer<typeof LockFile>;

export interface HomeLock {
  /** The owner that died without letting go, if there was one. */
  readonly formerOwner: HomeOwner | null;
  /** Tells the command line where we answer. */
  announce(url: string): void;
  release(): void;
}

/** Makes this process the one owner of a data folder; the error is the living owner. */
export function acquireHomeLock(home: string, now: Date): Result<HomeLock, HomeOwner> {
  const path = join(home, 'lock.json');
  const formerOwner = readOwner(path);
  if (formerOwner && isSameProcessAlive(formerOwner.pid, formerOwner.startTicks)) return err(formerOwner);
  rmSync(path, { force: true });
  const owner: HomeOwner = {
    pid: process.pid,
    startTicks: processStartTicks(process.pid),
    url: null,
    startedAt: now.toISOString(),
  };
  const handle = openExclusively(path);
  if (handle === null) return err(readOwner(path) ?? owner);
  closeSync(handle);
  const write = (url: string | null) => writeFileSync(path, `${JSON.stringify({ ...owner, url })}\n`, { mode: 0o600 });
  write(null);
  return ok({ formerOwner, announce: write, release: () => rmSync(path, { force: true }) });
}

function openExclusively(path: string): number | null {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  }
}

function readOwner(path: string): HomeOwner | null {
  try {
    return LockFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
