import type { RelationName } from '@weft/kernel';

const SCHEMAS = new Set(['information_schema', 'pg_catalog']);
const CATALOGS = new Set(['system', 'temp', 'memory', 'pg_catalog', 'information_schema']);

/** What describes the engine instead of holding data: a statement of a person sees none of it. */
export function isMetadataRelation({ catalog, schema }: RelationName): boolean {
  return SCHEMAS.has(schema.toLowerCase()) || CATALOGS.has(catalog.toLowerCase());
}
