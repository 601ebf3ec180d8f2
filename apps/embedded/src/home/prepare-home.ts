import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Clock } from '@weft/kernel';
import { StartError } from '../start/start.errors.js';
import { acquireHomeLock, type HomeLock } from './home-lock.js';

/** Makes the data folder ours alone. Throws a StartError that names the living owner, where there is one. */
export function takeHome(home: string, clock: Clock): HomeLock {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  accessSync(home, constants.W_OK);
  const lock = acquireHomeLock(home, clock.now());
  if (lock.ok) return lock.value;
  const { pid, url } = lock.error;
  const where = url === null ? 'it is still starting' : `it answers at ${url}`;
  throw new StartError(
    `Weft is already running on ${home}: process ${pid}, ${where}. Use that one, or set WEFT_HOME to another folder.`,
  );
}
