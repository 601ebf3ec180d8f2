import type { NodeSession } from '@weft/dbt';
import type { ResultNode } from '../manifest-types.js';
import { needsSchema } from './stored-failures.js';
import type { SchemaPlace } from './task-environment.js';

/** The schemas that these nodes are built in, each once. */
export function schemasOf(nodes: readonly ResultNode[], storeFailures: boolean): SchemaPlace[] {
  const places = new Map<string, SchemaPlace>();
  for (const node of nodes) {
    if (!needsSchema(node, storeFailures)) continue;
    const { database, schema } = node as SchemaPlace;
    if (schema) places.set(keyOf({ database, schema }), { database, schema });
  }
  return [...places.values()];
}

/** Makes the schemas that are not there; each database is asked once. */
export async function createSchemas(session: NodeSession, places: readonly SchemaPlace[]): Promise<void> {
  const databases = [...new Set(places.map(({ database }) => database))];
  const there = new Set<string>();
  for (const database of databases) {
    for (const schema of await session.adapter.listSchemas(database)) there.add(keyOf({ database, schema }));
  }
  for (const place of places) {
    if (there.has(keyOf(place))) continue;
    there.add(keyOf(place));
    await session.adapter.createSchema(place.database, place.schema);
  }
}

function keyOf({ database, schema }: SchemaPlace): string {
  return `${database?.toLowerCase() ?? ''}\0${schema.toLowerCase()}`;
}
