import type { RelationName } from '@weft/kernel';
import type { RelationWriteOperation } from '@weft/policy';
import { type Asked, asks, asksUnfiltered, type OperationMapper, relationOf, type TrinoTable } from './asked.js';

const WRITES: Readonly<Record<string, RelationWriteOperation>> = {
  CreateTable: 'createTable',
  InsertIntoTable: 'insert',
  UpdateTableColumns: 'update',
  DeleteFromTable: 'delete',
  TruncateTable: 'truncate',
  DropTable: 'dropTable',
  RenameTable: 'renameTable',
  SetTableProperties: 'setTableProperties',
  SetTableComment: 'setTableComment',
  SetTableAuthorization: 'setTableAuthorization',
  SetColumnComment: 'setColumnComment',
  AddColumn: 'addColumn',
  DropColumn: 'dropColumn',
  AlterColumn: 'alterColumn',
  RenameColumn: 'renameColumn',
  ExecuteTableProcedure: 'executeTableProcedure',
  CreateView: 'createView',
  RenameView: 'renameView',
  DropView: 'dropView',
  SetViewComment: 'setViewComment',
  SetViewAuthorization: 'setViewAuthorization',
  CreateMaterializedView: 'createMaterializedView',
  RefreshMaterializedView: 'refreshMaterializedView',
  DropMaterializedView: 'dropMaterializedView',
  RenameMaterializedView: 'renameMaterializedView',
  SetMaterializedViewProperties: 'setMaterializedViewProperties',
};

/** A column of Iceberg's table_changes(): its rows come past filters and masks. */
const CHANGE_COLUMN = '_change_type';

function aboutTable(map: (table: TrinoTable) => Asked): OperationMapper {
  return ({ table }) => (table ? map(table) : null);
}

function writer(operation: RelationWriteOperation): OperationMapper {
  return ({ table }, target) => {
    if (!table) return null;
    const properties = Object.keys(table.properties ?? {});
    const renamed = target.table ? { target: relationOf(target.table) } : {};
    return asks({ kind: 'relation:write', relation: relationOf(table), operation, properties, ...renamed });
  };
}

function select(table: TrinoTable): Asked {
  const { columns = [] } = table;
  const relation = relationOf(table);
  const action = { kind: 'relation:select', relation, columns } as const;
  const base = baseOf(relation);
  if (base) return asksUnfiltered(action, { kind: 'relation:select', relation: base, columns: [] });
  return columns.includes(CHANGE_COLUMN) ? asksUnfiltered(action) : asks(action);
}

/** `t$files` and its like show the values and files of `t` past its filters and masks: who reads them must read all of `t`. */
function baseOf(relation: RelationName): RelationName | null {
  const at = relation.table.indexOf('$', 1);
  return at > 0 ? { ...relation, table: relation.table.slice(0, at) } : null;
}

function selectThroughView(table: TrinoTable): Asked {
  return asksUnfiltered({ kind: 'relation:selectThroughView', relation: relationOf(table), columns: table.columns ?? [] });
}

function showColumns(table: TrinoTable): Asked {
  const relation = relationOf(table);
  return asks(...(table.columns ?? []).map((column) => ({ kind: 'relation:showColumn', relation, column }) as const));
}

const show = aboutTable((table) => asks({ kind: 'relation:show', relation: relationOf(table) }));

/** Tables, views and their columns. */
export const RELATION_OPERATIONS: Readonly<Record<string, OperationMapper>> = {
  ...Object.fromEntries(Object.entries(WRITES).map(([name, operation]) => [name, writer(operation)])),
  SelectFromColumns: aboutTable(select),
  CreateViewWithSelectFromColumns: aboutTable(selectThroughView),
  FilterTables: show,
  ShowColumns: show,
  FilterColumns: aboutTable(showColumns),
  ShowCreateTable: aboutTable((table) => asks({ kind: 'relation:showDefinition', relation: relationOf(table) })),
};
