import { type NodeSession, type RelationFace, type TableFace } from '@weft/dbt';
import { findNode, isEphemeral, isRelational, type Manifest } from '../manifest-types.js';
import { tableOf } from '../node/loaded-table.js';
import { renderError } from '../node/node-error.js';
import type { TaskEnvironment } from './task-environment.js';

/** What an engine says of relations, a row a column, and what went wrong on the way. */
export interface CatalogAnswer {
  readonly rows: readonly Row[];
  readonly errors: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** So many relations are asked for by name; more are asked for by their schemas. */
const MOST_BY_NAME = 100;

interface Placed {
  readonly database: string | null;
  readonly schema: string;
  readonly identifier: string;
}

/** Asks each database once for what it knows of the relations behind these nodes and sources. */
export async function askCatalog(environment: TaskEnvironment, ids: ReadonlySet<string>): Promise<CatalogAnswer> {
  const places = [...ids].flatMap((id) => placeOf(environment.manifest, id) ?? []);
  const session = await environment.execution({ selected: [...ids], deferred: null }).session('generate_catalog');
  const answers: CatalogAnswer[] = [];
  try {
    for (const group of byDatabase(places)) answers.push(await askDatabase(session, group, environment.project.target.type));
  } finally {
    await session.release();
  }
  return { rows: answers.flatMap(({ rows }) => rows), errors: answers.flatMap(({ errors }) => errors) };
}

function placeOf(manifest: Manifest, id: string): Placed | null {
  const node = findNode(manifest, id);
  if (!node) return null;
  if (node.resource_type === 'source') return { database: node.database, schema: node.schema, identifier: node.identifier };
  if (!isRelational(node) || isEphemeral(node)) return null;
  return { database: node.database, schema: node.schema, identifier: node.alias };
}

function byDatabase(places: readonly Placed[]): Placed[][] {
  const groups = new Map<string, Placed[]>();
  for (const place of places) {
    const key = place.database?.toLowerCase() ?? '';
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()];
}

async function askDatabase(session: NodeSession, places: readonly Placed[], adapterType: string): Promise<CatalogAnswer> {
  try {
    const table = await callCatalog(session, places);
    const wanted = new Set(places.map(({ schema, identifier }) => keyOf(schema, identifier)));
    const rows = table.toObjects().filter((row) => wanted.has(keyOf(row['table_schema'], row['table_name'])));
    return { rows, errors: [] };
  } catch (error) {
    return { rows: [], errors: [renderError(error, null, adapterType)] };
  }
}

async function callCatalog(session: NodeSession, places: readonly Placed[]): Promise<TableFace> {
  const relations = places.map((place): RelationFace => session.adapter.relationOf(place));
  const information_schema = relations[0]?.informationSchema(null);
  const answer =
    places.length <= MOST_BY_NAME
      ? await session.callMacro('get_catalog_relations', { kwargs: { information_schema, relations } })
      : await session.callMacro('get_catalog', {
          kwargs: { information_schema, schemas: [...new Set(places.map(({ schema }) => schema))] },
        });
  const found = tableOf(answer);
  if (!found) throw new Error('the catalog macro returned no table');
  return found.table;
}

function keyOf(schema: unknown, name: unknown): string {
  return `${String(schema)}\0${String(name)}`.toLowerCase();
}
