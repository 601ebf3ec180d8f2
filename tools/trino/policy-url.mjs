import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this Weft keeps its data. */
export function weftHome() {
  return resolve(process.env.WEFT_HOME ?? fileURLToPath(new URL('../../.weft', import.meta.url)));
}

/**
 * The base of the policy service's endpoints. Trino can send no credentials, so that the path is the secret: whoever comes first, Weft or
 * Trino, makes it, and only the owner may read it.
 * @param {string} [home]
 */
export function policyUrl(home = weftHome()) {
  return `http://127.0.0.1:${process.env.WEFT_POLICY_PORT ?? '4401'}/${policySecret(home)}`;
}

/** @param {string} home */
export function policySecret(home) {
  const file = join(home, 'policy-secret');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{32,}$/.test(secret))
    throw new Error(`${file} holds no secret of at least 32 hexadecimal digits. Remove it, and start Weft and Trino again.`);
  return secret;
}
