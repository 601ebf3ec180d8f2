// A real PostgreSQL with the example's source databases, and a real Trino that reads them and asks a policy service on a port
// that is free now: for the demo and for the tests on Trino.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTrino } from '../trino/server.mjs';
import { createJaffleSources } from './jaffle-sources.mjs';
import { freePort } from './weft-process.mjs';

/**
 * @typedef {{ url: string, policyPort: number, policySecret: string, stop: () => Promise<void> }} TrinoMesh
 * @param {{ superuserUrl: string, log?: (line: string) => void }} options
 * @returns {Promise<TrinoMesh>}
 */
export async function startTrinoMesh({ superuserUrl, log = () => {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'weft-trino-'));
  const policyPort = await freePort();
  const policySecret = randomBytes(32).toString('hex');
  try {
    const env = await createJaffleSources(superuserUrl);
    const policyUrl = `http://127.0.0.1:${policyPort}/${policySecret}`;
    const trino = await startTrino({ dataDir: join(folder, 'trino'), policyUrl, env, log });
    const stop = async () => {
      await trino.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    return { url: trino.url, policyPort, policySecret, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Puts the secret path where a Weft with this data folder finds it. @param {string} home @param {string} secret */
export function keepPolicySecret(home, secret) {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileSync(join(home, 'policy-secret'), secret, { mode: 0o600 });
}
