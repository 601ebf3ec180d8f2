import { err, ok, type Result } from './result.js';

/** A table or view as a person names it and as Trino knows it. All three parts are lower case, as Trino compares them. */
export interface RelationName {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

const PART = /^[a-z0-9_$][a-z0-9_$]*$/;

/** `catalog.schema.table`, in any case -> its parts in lower case, or what is wrong with it. */
export function parseRelationName(text: string): Result<RelationName, string> {
  const [catalog, schema, table, ...rest] = text.toLowerCase().split('.');
  if (!catalog || !schema || !table || rest.length > 0 || ![catalog, schema, table].every((part) => PART.test(part))) {
    return err(`'${text}' is no relation: expected catalog.schema.table`);
  }
  return ok({ catalog, schema, table });
}

/** The one text by which relations are compared and indexed. */
export function relationKey(relation: RelationName): string {
  return `${relation.catalog}.${relation.schema}.${relation.table}`.toLowerCase();
}

export function renderRelationName(relation: RelationName): string {
  return relationKey(relation);
}
