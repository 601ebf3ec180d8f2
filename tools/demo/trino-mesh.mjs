// What the demo needs to play on Trino: the Trino of a test run where there is one, else a PostgreSQL and a Trino of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepPolicySecret, startTrinoMesh } from '../harness/trino-mesh.mjs';
import { ROOT } from '../harness/weft-process.mjs';

/**
 * @param {(() => Promise<void>)[]} cleanups gets what ends it all
 * @returns {Promise<{ env: Record<string, string>, trinoUrl: string, policyPort: number, home: string }>}
 */
export async function prepareTrinoMesh(cleanups) {
  const home = mkdtempSync(join(tmpdir(), 'weft-demo-'));
  cleanups.push(async () => rmSync(home, { recursive: true, force: true }));
  const mesh = findRunningMesh() ?? (await startOwnMesh(home, cleanups));
  keepPolicySecret(home, mesh.policySecret);
  return {
    env: { WEFT_ENGINE: 'trino', WEFT_TRINO_URL: mesh.url, ...mesh.env },
    trinoUrl: mesh.url,
    policyPort: mesh.policyPort,
    home,
  };
}

function findRunningMesh() {
  const { WEFT_TEST_TRINO_URL: url, WEFT_TEST_TRINO_POLICY_PORT: port, WEFT_TEST_TRINO_POLICY_SECRET: secret } = process.env;
  return url && port && secret ? { url, policyPort: Number(port), policySecret: secret, env: {} } : null;
}

/** Weft's own database and the three source databases lie on one server, under roles that cannot connect to each other's. */
async function startOwnMesh(/** @type {string} */ home, /** @type {(() => Promise<void>)[]} */ cleanups) {
  const { ensureWeftDatabase, startPostgres } = await import(join(ROOT, 'libs/platform/dist/index.js'));
  console.log('Starting a PostgreSQL and a Trino (the first time, Trino is fetched: 821 MB) ...');
  const postgres = await startPostgres({ dataDir: join(home, 'sources'), durable: false });
  cleanups.push(() => postgres.stop());
  const { appUrl, ownerUrl } = await ensureWeftDatabase(postgres);
  const mesh = await startTrinoMesh({ superuserUrl: postgres.superuserUrl, log: (line) => console.log(`  ${line}`) });
  cleanups.push(mesh.stop);
  return { ...mesh, env: { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } };
}
