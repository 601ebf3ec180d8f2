import type { WeftConfig } from '@weft/platform';
import { StartError } from './start.errors.js';

export interface CatalogConfig {
  /** The role that Weft runs as. */
  readonly databaseUrl: string;
  /** The role that migrates; null: the database is migrated by somebody else. */
  readonly ownerUrl: string | null;
}

/** What this app cannot do without: a database that others share, and an engine that others reach. Throws a StartError. */
export function checkConfig({ engine, databaseUrl, database }: WeftConfig): CatalogConfig {
  if (engine !== 'trino')
    throw new StartError('Set WEFT_ENGINE=trino and WEFT_TRINO_URL: DuckDB lives in one process, so apps apart share a Trino.');
  if (databaseUrl === null)
    throw new StartError('Set DATABASE_URL, and DATABASE_OWNER_URL where this app is to migrate: the apps share one PostgreSQL.');
  return { databaseUrl, ownerUrl: database?.ownerUrl ?? null };
}
