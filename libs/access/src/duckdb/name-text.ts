import type { RelationName } from '@weft/kernel';
import { quoteIdentifier } from '@weft/sql';

/** A relation with its three parts, in the quotes that Trino and DuckDB share. */
export function nameText({ catalog, schema, table }: RelationName): string {
  return [catalog, schema, table].map(quoteIdentifier).join('.');
}
