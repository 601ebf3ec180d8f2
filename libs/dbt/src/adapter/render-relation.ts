export interface RelationParts {
  readonly database: string;
  readonly schema: string;
  readonly identifier: string;
}

/** `a`.`b`.`c` in the quotes that Trino and DuckDB share. */
export function renderRelation({ database, schema, identifier }: RelationParts): string {
  return [database, schema, identifier].map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}
