import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const SCHEMA_FILE = join(ROOT, 'schema.graphql');

/** The schema's SDL from the built resolvers. @returns {Promise<string>} */
export async function buildSchema() {
  const load = (/** @type {string} */ lib) => import(join(ROOT, 'libs', lib, 'dist/index.js'));
  const platform = await load('platform');
  const resolvers = [
    platform.HealthResolver,
    platform.NodeResolver,
    ...(await load('catalog')).CATALOG_RESOLVERS,
    ...(await load('access')).ACCESS_RESOLVERS,
    ...(await load('runs')).RUNS_RESOLVERS,
  ];
  return platform.buildSchemaSdl(resolvers);
}
