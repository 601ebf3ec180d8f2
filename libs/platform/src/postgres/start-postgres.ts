import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgresBinaries } from './postgres-binaries.js';
import { ensureCredentials, type PostgresCredentials } from './postgres-credentials.js';
import { chooseLaunchMode, createLauncher, type LaunchMode, type PostgresLauncher } from './postgres-launcher.js';
import { PostgresStartError } from './postgres.errors.js';
import { endOrphan, readPostmasterFile } from './postmaster.js';

export interface StartPostgresOptions {
  /** Made where it is missing. Beside it lie `<dataDir>.credentials.json` and `<dataDir>.log`. */
  readonly dataDir: string;
  /** A free one where none is given. */
  readonly port?: number;
  /** false: no fsync, for tests whose data nobody keeps. */
  readonly durable?: boolean;
  /** How to start it; chosen for this user and machine where it is not given. */
  readonly mode?: LaunchMode;
  /** Where binaries and data lie in the mode `unprivileged`. */
  readonly sharedFolder?: string;
}

export interface RunningPostgres {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Of the postmaster. */
  readonly pid: number;
  readonly mode: LaunchMode;
  readonly superuserUrl: string;
  readonly credentials: PostgresCredentials;
  /** What had to be put right after a former owner of the folder was killed. */
  readonly recovered: readonly string[];
  /** Fast shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const SMALL = {
  shared_buffers: '24MB',
  max_connections: '60',
  max_wal_senders: '0',
  wal_level: 'minimal',
  max_wal_size: '128MB',
  jit: 'off',
};

/** Brings up a real PostgreSQL on 127.0.0.1 with its data in a folder. Throws PostgresStartError. */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const launcher = createLauncher(options.mode ?? chooseLaunchMode(), await findPostgresBinaries(), options.sharedFolder);
  const credentials = ensureCredentials(`${options.dataDir}.credentials.json`);
  const dataDir = launcher.dataDirFor(options.dataDir);
  const recovered: string[] = [];
  const orphan = await endOrphan(dataDir);
  if (orphan !== null) recovered.push(`ended a PostgreSQL (process ${orphan}) that a killed Weft had left running`);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(launcher, dataDir, credentials, recovered);
  const port = options.port ?? (await freePort());
  const logFile = `${options.dataDir}.log`;
  const child = launch(launcher, dataDir, port, logFile, options.durable ?? true);
  await untilReady(child, dataDir, logFile);
  return {
    host: '127.0.0.1',
    port,
    pid: child.pid ?? 0,
    mode: launcher.mode,
    superuserUrl: `postgresql://postgres:${credentials.superuser}@127.0.0.1:${port}/postgres`,
    credentials,
    recovered,
    stop: () => stop(child),
  };
}

/** Makes the data in a folder beside, which gets its name when it is whole: a kill in between leaves nothing half made. */
async function initialise(
  launcher: PostgresLauncher,
  dataDir: string,
  credentials: PostgresCredentials,
  recovered: string[],
): Promise<void> {
  const partial = `${dataDir}.partial`;
  if (existsSync(partial)) recovered.push('removed a data folder whose making had been interrupted');
  rmSync(partial, { recursive: true, force: true });
  const scratch = mkdtempSync(join(launcher.mode === 'unprivileged' ? tmpdir() : dirname(dataDir), 'weft-initdb-'));
  const passwordFile = join(scratch, 'password');
  try {
    writeFileSync(passwordFile, credentials.superuser, { mode: 0o600 });
    for (const path of [scratch, passwordFile]) launcher.handOver(path);
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '-E', 'UTF8'];
    const args = [
      '-D',
      partial,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      ...locale,
      '--no-sync',
      '--no-instructions',
    ];
    const child = launcher.spawn('initdb', args, ['ignore', 'pipe', 'pipe']);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await exitCode(child);
    if (code !== 0) throw new PostgresStartError(`PostgreSQL could not make its data folder ${dataDir}: ${lastLines(text)}`);
    renameSync(partial, dataDir);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

function launch(launcher: PostgresLauncher, dataDir: string, port: number, logFile: string, durable: boolean): ChildProcess {
  const settings = {
    ...SMALL,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile, 'w', 0o600);
  try {
    return launcher.spawn('postgres', ['-D', dataDir, '-p', String(port), ...args], ['ignore', log, log]);
  } finally {
    closeSync(log);
  }
}

async function untilReady(child: ChildProcess, dataDir: string, logFile: string): Promise<void> {
  let ended = false;
  void exitCode(child).then(() => (ended = true));
  const until = Date.now() + READY_WITHIN_MS;
  while (!ended && Date.now() < until) {
    const file = readPostmasterFile(dataDir);
    if (file?.pid === child.pid && file?.ready) return;
    await sleep(20);
  }
  await stop(child);
  throw new PostgresStartError(`PostgreSQL did not start on ${dataDir}: ${lastLines(readFileSync(logFile, 'utf8'))}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = exitCode(child);
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  await ended;
  clearTimeout(timer);
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  return Promise.race([once(child, 'exit').then(([code]) => code as number | null), once(child, 'error').then(() => 1)]);
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-6).join('\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
