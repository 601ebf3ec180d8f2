import type { CatalogAction, SchemaAction } from '@weft/policy';
import { asks, type OperationMapper } from './asked.js';

function aboutCatalog(kind: CatalogAction['kind']): OperationMapper {
  return ({ catalog }) => (catalog ? asks({ kind, catalog: catalog.name }) : null);
}

function aboutSchema(kind: Exclude<SchemaAction['kind'], 'schema:rename'>): OperationMapper {
  return ({ schema }) => {
    if (!schema) return null;
    const properties = schema.properties ? { properties: Object.keys(schema.properties) } : {};
    return asks({ kind, catalog: schema.catalogName, schema: schema.schemaName, ...properties });
  };
}

const renameSchema: OperationMapper = ({ schema }, { schema: target }) =>
  schema && target
    ? asks({
        kind: 'schema:rename',
        catalog: schema.catalogName,
        schema: schema.schemaName,
        target: { catalog: target.catalogName, schema: target.schemaName },
      })
    : null;

/**
 * Catalogs and schemas. Show and Filter ask the same, because Trino asks only one of them: SHOW TABLES both, information_schema only Filter.
 */
export const CATALOG_OPERATIONS: Readonly<Record<string, OperationMapper>> = {
  AccessCatalog: aboutCatalog('catalog:access'),
  FilterCatalogs: aboutCatalog('catalog:access'),
  ShowSchemas: aboutCatalog('catalog:access'),
  CreateCatalog: aboutCatalog('catalog:create'),
  DropCatalog: aboutCatalog('catalog:drop'),
  FilterSchemas: aboutSchema('schema:show'),
  ShowTables: aboutSchema('schema:show'),
  ShowFunctions: aboutSchema('schema:show'),
  ShowCreateSchema: aboutSchema('schema:showDefinition'),
  CreateSchema: aboutSchema('schema:create'),
  DropSchema: aboutSchema('schema:drop'),
  SetSchemaAuthorization: aboutSchema('schema:setAuthorization'),
  RenameSchema: renameSchema,
};
