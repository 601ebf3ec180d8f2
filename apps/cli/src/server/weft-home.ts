import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLivingProcess } from './living-process.js';

export interface RunningWeft {
  readonly pid: number;
  readonly url: string;
}

/** The Weft that owns a home folder now: its lock names a process that still lives, by pid and start time. */
export function findRunningWeft(home: string): RunningWeft | null {
  const lock = readJsonFile(join(home, 'lock.json'));
  const pid = lock?.['pid'];
  if (typeof pid !== 'number' || !isLivingProcess(pid, lock?.['startTicks'])) return null;
  const url = findServerUrl(home, pid) ?? lock?.['url'];
  return typeof url === 'string' ? { pid, url } : null;
}

function findServerUrl(home: string, pid: number): unknown {
  const server = readJsonFile(join(home, 'server.json'));
  return server?.['pid'] === pid ? server['url'] : undefined;
}

/** The object in a JSON file; null where there is no such file or it holds no object. */
export function readJsonFile(path: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
