import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const Credentials = z.object({ superuser: z.string(), owner: z.string(), app: z.string() });

/** The passwords of the server's three roles. */
export type PostgresCredentials = z.infer<typeof Credentials>;

/** Reads the passwords that lie beside the data folder, or makes them. Only their owner may read the file. */
export function ensureCredentials(file: string): PostgresCredentials {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = { superuser: password(), owner: password(), app: password() };
  try {
    writeFileSync(file, `${JSON.stringify(fresh)}\n`, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return Credentials.parse(JSON.parse(readFileSync(file, 'utf8')));
  }
}

function password(): string {
  return randomBytes(24).toString('hex');
}
