// The main job through the public interfaces alone: GraphQL and `weft`. Fails when a count, a row or a denial differs from
// what is expected, not only when a command fails. `--engine trino` plays it on a real Trino and PostgreSQL.
import { parseArgs } from 'node:util';
import { startWeft } from '../harness/weft-process.mjs';
import { prepareTrinoMesh } from './trino-mesh.mjs';
import { playMainJob } from './main-job.mjs';

const { values } = parseArgs({ options: { engine: { type: 'string', default: 'duckdb' } } });
if (values.engine !== 'duckdb' && values.engine !== 'trino') {
  console.error(`no engine '${values.engine}': expected duckdb or trino`);
  process.exit(1);
}

/** @type {(() => Promise<void>)[]} */
const cleanups = [];
let failure = null;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => void end(new Error(`stopped by ${signal}`)));

/** @param {unknown} error */
async function end(error) {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup().catch((problem) => console.error(String(problem)));
  if (error) console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(error ? 1 : 0);
}

const from = performance.now();
try {
  const mesh = values.engine === 'trino' ? await prepareTrinoMesh(cleanups) : { env: {}, trinoUrl: null };
  const weft = await startWeft({
    env: mesh.env,
    ...('policyPort' in mesh ? { policyPort: mesh.policyPort, home: mesh.home } : {}),
  });
  cleanups.push(weft.dispose);
  console.log(`Weft is up at ${weft.url} on an empty data folder (${((performance.now() - from) / 1000).toFixed(1)} s)\n`);
  await playMainJob(weft, mesh.trinoUrl);
  console.log(`\nAll of it as expected, in ${((performance.now() - from) / 1000).toFixed(1)} s.`);
} catch (error) {
  failure = error;
}
await end(failure);
