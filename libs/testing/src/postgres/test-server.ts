import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@weft/platform';

let started: Promise<string> | null = null;

/** The superuser's URL of the run's one PostgreSQL; where a spec is run by itself, of one that ends with its process. */
export function testServerUrl(): Promise<string> {
  const given = process.env['WEFT_TEST_POSTGRES'];
  if (given) return Promise.resolve(given);
  started ??= startOwnServer();
  return started;
}

async function startOwnServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-test-postgres-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'data'), durable: false });
  // A worker may be ended without notice, so that somebody else has to see its end.
  const watch = 'while kill -0 "$1" 2>/dev/null; do sleep 0.5; done; kill -QUIT "$2"; sleep 1; rm -rf "$3"';
  const args = ['-c', watch, 'watch', String(process.pid), String(postgres.pid), folder];
  spawn('sh', args, { detached: true, stdio: 'ignore' }).unref();
  return postgres.superuserUrl;
}
