import { startTrinoMesh } from '../harness/trino-mesh.mjs';

/**
 * The one Trino of a whole test run; `env` is what the specs find it by.
 * @param {string} superuserUrl the PostgreSQL that holds the source databases
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function startTrinoForTests(superuserUrl) {
  const mesh = await startTrinoMesh({ superuserUrl, log: (line) => console.log(line) });
  const env = {
    WEFT_TEST_TRINO_URL: mesh.url,
    WEFT_TEST_TRINO_POLICY_PORT: String(mesh.policyPort),
    WEFT_TEST_TRINO_POLICY_SECRET: mesh.policySecret,
  };
  return { env, stop: mesh.stop };
}
