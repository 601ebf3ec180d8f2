import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start.errors.js';

/** The secret path of the endpoints that Trino asks: whoever comes first, Weft or the local Trino, makes it (0600). */
export function ensurePolicySecret(home: string): string {
  const file = join(home, 'policy-secret');
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (/^[0-9a-f]{32,}$/.test(secret)) return secret;
  throw new StartError(`${file} holds no secret of at least 32 hexadecimal digits. Remove it, and start Weft and Trino again.`);
}
