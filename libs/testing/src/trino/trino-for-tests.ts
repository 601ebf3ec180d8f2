/** The Trino that the test runner has started for the whole run, and where it asks for authorization. */
export interface TrinoForTests {
  readonly url: string;
  /** The port and path on which the spec's policy service must listen; null if that Trino has no access control. */
  readonly policy: { readonly port: number; readonly secretPath: string } | null;
}

/**
 * Reads WEFT_TEST_TRINO_URL, WEFT_TEST_TRINO_POLICY_PORT and WEFT_TEST_TRINO_POLICY_SECRET. Trino specs run one after another, so that
 * each can bind the policy's port for itself.
 */
export function trinoForTests(): TrinoForTests {
  const url = process.env['WEFT_TEST_TRINO_URL'];
  const port = process.env['WEFT_TEST_TRINO_POLICY_PORT'];
  const secretPath = process.env['WEFT_TEST_TRINO_POLICY_SECRET'];
  if (!url) throw new Error('WEFT_TEST_TRINO_URL is not set: run these specs with npm run test:trino');
  return { url, policy: port && secretPath ? { port: Number(port), secretPath } : null };
}
