// `npm run test:dbt`: the dbt part against dbt itself. The last line is 'N passed, N failed'.
// Parts: `npm run test:dbt -- jinja artifacts duckdb trino` runs only those that are named.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderTally } from '../test/reports.mjs';
import { startTrinoForDbt } from '../trino/dbt-catalogs.mjs';
import { compareWithDbt } from './compare.mjs';
import { findKit, runKit } from './kit.mjs';
import { ensurePythonEnv } from './python-env.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const log = (/** @type {string} */ line) => console.log(line);

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {{ folder: string }} python */
async function onTrino({ folder }) {
  const kit = findKit(ROOT);
  if (!kit) return runKit('trino', { root: ROOT, kit, folder });
  const dataDir = mkdtempSync(join(tmpdir(), 'weft-dbt-trino-'));
  const trino = await startTrinoForDbt({ dataDir, port: await freePort(), allowAll: true, log });
  try {
    const { hostname, port } = new URL(trino.url);
    const env = { WEFT_CONF_TRINO_HOST: hostname, WEFT_CONF_TRINO_PORT: port, WEFT_CONF_CATALOG: 'lake' };
    return await runKit('trino', { root: ROOT, kit, folder, env });
  } finally {
    await trino.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const python = ensurePythonEnv(log);
const PARTS = {
  ...compareWithDbt(ROOT, python),
  duckdb: () => runKit('duckdb', { root: ROOT, kit: findKit(ROOT), folder: python.folder }),
  trino: () => onTrino(python),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`test:dbt has no part '${unknown[0]}': ${Object.keys(PARTS).join(', ')}`);
const total = { passed: 0, failed: 0, skipped: 0, slowest: [], problems: /** @type {string[]} */ ([]) };
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const from = performance.now();
  const tally = await part().catch((error) => ({ passed: 0, failed: 1, skipped: 0, problems: [`${name}: ${String(error)}`] }));
  log(`${name}: ${renderTally(tally)} in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  total.problems.push(...tally.problems);
}
for (const problem of total.problems) log(problem.startsWith('skipped') ? problem : `FAILED ${problem}`);
if (process.env.WEFT_TALLY_FILE) writeFileSync(process.env.WEFT_TALLY_FILE, JSON.stringify(total));
log(renderTally(total));
process.exit(total.failed > 0 ? 1 : 0);
