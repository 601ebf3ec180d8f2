import type { RelationName } from '@weft/kernel';

/** The catalog that every Trino has of its own. */
export const ENGINE_CATALOG = 'system';

const METADATA_SCHEMA = 'information_schema';
const ENGINE_METADATA_SCHEMAS: ReadonlySet<string> = new Set([METADATA_SCHEMA, 'jdbc', 'metadata']);

/**
 * The names under which rules are filed and looked up. A question about a relation looks at the relation itself, then at its
 * catalog's relations, then at all of them: a hash lookup each, however many rules a principal has.
 */
export const SUBJECT = {
  engine: 'engine',
  queries: 'queries',
  everyCatalog: 'catalogs',
  everySchema: 'schemas',
  everyRelation: 'relations',
  everyMetadata: 'metadata',
  catalog: (catalog: string) => `catalog/${catalog}`,
  schemasOf: (catalog: string) => `schemas/${catalog}`,
  schema: (catalog: string, schema: string) => `schema/${catalog}.${schema}`,
  relationsOf: (catalog: string) => `relations/${catalog}`,
  relation: (key: string) => `relation/${key}`,
  metadataOf: (catalog: string) => `metadata/${catalog}`,
  setting: (catalog: string | null, property: string) => `setting/${catalog === null ? '' : `${catalog}.`}${property}`,
  routine: (catalog: string, schema: string, name: string) => `routine/${catalog}.${schema}.${name}`,
} as const;

export function catalogSubjects(catalog: string): string[] {
  return [SUBJECT.catalog(catalog), SUBJECT.everyCatalog];
}

/** Listings are not a catalog's content: only rules about metadata speak of them, so that nobody writes or hides them. */
export function schemaSubjects(catalog: string, schema: string): string[] {
  if (isMetadataSchema(catalog, schema)) return [SUBJECT.metadataOf(catalog), SUBJECT.everyMetadata];
  return [SUBJECT.schema(catalog, schema), SUBJECT.schemasOf(catalog), SUBJECT.everySchema];
}

export function relationSubjects({ catalog, schema, table }: RelationName): string[] {
  if (isMetadataSchema(catalog, schema)) return [SUBJECT.metadataOf(catalog), SUBJECT.everyMetadata];
  return [SUBJECT.relation(`${catalog}.${schema}.${table}`), SUBJECT.relationsOf(catalog), SUBJECT.everyRelation];
}

export function isMetadataSchema(catalog: string, schema: string): boolean {
  return catalog === ENGINE_CATALOG ? ENGINE_METADATA_SCHEMAS.has(schema) : schema === METADATA_SCHEMA;
}
