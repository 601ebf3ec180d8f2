import type { Engine } from '@weft/engine';
import type { RelationName } from '@weft/kernel';
import { CATALOG_IDENTITY } from '@weft/policy';
import type { GivenRows } from '@weft/sql';

type Listings = Pick<Engine, 'listColumns' | 'listRelations'>;

const CATALOG = { user: CATALOG_IDENTITY };
const texts = (...names: string[]) => names.map((name) => ({ name, type: 'varchar' as const }));

/** Trino's `information_schema` of a catalog, with what may be seen of it; null for a relation that it has not here. */
export async function listMetadata(
  { catalog, schema, table }: RelationName,
  engine: Listings,
  maySee: (relation: RelationName) => boolean,
): Promise<GivenRows | null> {
  if (schema !== 'information_schema' || !['schemata', 'tables', 'columns'].includes(table)) return null;
  const relations = (await engine.listRelations(CATALOG, catalog)).filter(maySee);
  if (table === 'columns') return listColumns(engine, relations);
  if (table === 'schemata') {
    const schemas = [...new Set(relations.map((relation) => relation.schema))];
    return { columns: texts('catalog_name', 'schema_name'), rows: schemas.map((name) => [catalog, name]) };
  }
  const rows = relations.map((each) => [catalog, each.schema, each.table, each.kind === 'view' ? 'VIEW' : 'BASE TABLE']);
  return { columns: texts('table_catalog', 'table_schema', 'table_name', 'table_type'), rows };
}

async function listColumns(engine: Listings, relations: readonly RelationName[]): Promise<GivenRows> {
  const rows: (string | number | null)[][] = [];
  for (const relation of relations) {
    const { catalog, schema, table } = relation;
    for (const { name, position, nullable, type } of await engine.listColumns(CATALOG, relation))
      rows.push([catalog, schema, table, name.toLowerCase(), position, null, nullable ? 'YES' : 'NO', type]);
  }
  const columns = [
    ...texts('table_catalog', 'table_schema', 'table_name', 'column_name'),
    { name: 'ordinal_position', type: 'bigint' as const },
    ...texts('column_default', 'is_nullable', 'data_type'),
  ];
  return { columns, rows };
}
