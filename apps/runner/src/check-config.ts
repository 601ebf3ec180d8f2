import type { WeftConfig } from '@weft/platform';
import { StartError } from './start.errors.js';

/** The database that holds the queue, as the role that Weft runs as. Throws a StartError where a runner cannot work. */
export function checkConfig({ engine, databaseUrl, database }: WeftConfig): string {
  if (engine !== 'trino')
    throw new StartError(
      'Set WEFT_ENGINE=trino and WEFT_TRINO_URL: DuckDB lives in one process, so a runner apart needs a Trino.',
    );
  if (databaseUrl === null)
    throw new StartError('Set DATABASE_URL: runs are taken from the queue in the PostgreSQL of the catalog.');
  if (database !== null)
    throw new StartError('Unset DATABASE_OWNER_URL: the catalog migrates, a runner has no need of the role that may.');
  return databaseUrl;
}
