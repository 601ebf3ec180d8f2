import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.js';

const NOBODY = 65534;

/**
 * How PostgreSQL, which refuses to run as root, is started: `direct` as the user we are; `namespace` in a user namespace in which
 * root looks like nobody (works in folders that only root may enter); `unprivileged` as nobody, with binaries and data in a
 * folder that nobody may enter.
 */
export type LaunchMode = 'direct' | 'namespace' | 'unprivileged';

export interface PostgresLauncher {
  readonly mode: LaunchMode;
  /** Where the data lie for a data folder that was asked for. */
  dataDirFor(wanted: string): string;
  spawn(program: keyof PostgresBinaries, args: readonly string[], stdio: StdioOptions): ChildProcess;
  /** Makes a file or folder of ours readable to the one who runs PostgreSQL. */
  handOver(path: string): void;
}

/** The mode that works for this user on this machine. */
export function chooseLaunchMode(): LaunchMode {
  if (process.getuid?.() !== 0) return 'direct';
  return spawnSync('unshare', [...NAMESPACE, 'true']).status === 0 ? 'namespace' : 'unprivileged';
}

const NAMESPACE = ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

export function createLauncher(
  mode: LaunchMode,
  binaries: PostgresBinaries,
  sharedFolder = '/var/lib/weft-postgres',
): PostgresLauncher {
  if (mode === 'unprivileged') return createUnprivilegedLauncher(binaries, sharedFolder);
  return {
    mode,
    dataDirFor: (wanted) => wanted,
    handOver: () => undefined,
    spawn: (program, args, stdio) =>
      mode === 'direct'
        ? spawn(binaries[program], args, { stdio, detached: true })
        : spawn('unshare', [...NAMESPACE, binaries[program], ...args], { stdio, detached: true }),
  };
}

function createUnprivilegedLauncher(binaries: PostgresBinaries, sharedFolder: string): PostgresLauncher {
  const copied = copyBinaries(binaries, sharedFolder);
  return {
    mode: 'unprivileged',
    dataDirFor: (wanted) => {
      const folder = join(sharedFolder, 'data', createHash('sha256').update(wanted).digest('hex').slice(0, 16));
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      chownSync(folder, NOBODY, NOBODY);
      return join(folder, 'data');
    },
    handOver: (path) => chownSync(path, NOBODY, NOBODY),
    spawn: (program, args, stdio) => spawn(copied[program], args, { stdio, detached: true, uid: NOBODY, gid: NOBODY, cwd: '/' }),
  };
}

/** Copies the binaries, with the libraries beside them, once into a folder that everybody may enter. */
function copyBinaries(binaries: PostgresBinaries, sharedFolder: string): PostgresBinaries {
  const native = dirname(dirname(binaries.postgres));
  const target = join(sharedFolder, `bin-${createHash('sha256').update(native).digest('hex').slice(0, 16)}`);
  if (!existsSync(target)) {
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
    const partial = `${target}.${process.pid}`;
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, target);
  }
  return { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres') };
}
