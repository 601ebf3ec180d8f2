import type { SchemaRef } from './statement.type.js';
import type { TokenCursor } from './token-cursor.js';

/** `(a, b)` */
export function readNames(cursor: TokenCursor): string[] {
  cursor.expect('(');
  const names = [cursor.name()];
  while (cursor.accept(',')) names.push(cursor.name());
  cursor.expect(')');
  return names;
}

/** A schema's own name stands where a relation's would: it is completed by the catalog alone. */
export function readSchema(cursor: TokenCursor): SchemaRef {
  const start = cursor.position;
  const parts = cursor.names();
  const place = parts.length > 2 ? null : cursor.complete([...parts, '_']);
  if (!place) throw cursor.refuse(start, 'is no schema of a catalog');
  return { catalog: place.catalog, schema: place.schema };
}
