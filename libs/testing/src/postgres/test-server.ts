import { mkdtempSync, rmSync } from 'node:fs';
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
  process.once('exit', () => {
    process.kill(postgres.pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return postgres.superuserUrl;
}
