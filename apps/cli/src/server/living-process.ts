import { readFileSync } from 'node:fs';

/**
 * Whether a pid is still the process that wrote it down. Linux says when a process started (in ticks since boot), so that a
 * pid given out again is told apart; elsewhere the pid alone must do.
 */
export function isLivingProcess(pid: number, startTicks: unknown): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  if (process.platform === 'linux') return readStartTicks(pid) === String(startTicks);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of /proc/PID/stat; null where there is no such process, or it is a zombie. */
export function readStartTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
