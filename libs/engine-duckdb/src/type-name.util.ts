import {
  DuckDBArrayType,
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';

/** DuckDB's types that Trino has, by Trino's names. HUGEINT and the unsigned types take the next wider one. */
const NAMES: Readonly<Partial<Record<DuckDBTypeId, string>>> = {
  [DuckDBTypeId.BOOLEAN]: 'boolean',
  [DuckDBTypeId.TINYINT]: 'tinyint',
  [DuckDBTypeId.SMALLINT]: 'smallint',
  [DuckDBTypeId.INTEGER]: 'integer',
  [DuckDBTypeId.BIGINT]: 'bigint',
  [DuckDBTypeId.UTINYINT]: 'smallint',
  [DuckDBTypeId.USMALLINT]: 'integer',
  [DuckDBTypeId.UINTEGER]: 'bigint',
  [DuckDBTypeId.UBIGINT]: 'decimal(20,0)',
  [DuckDBTypeId.HUGEINT]: 'decimal(38,0)',
  [DuckDBTypeId.UHUGEINT]: 'decimal(38,0)',
  [DuckDBTypeId.FLOAT]: 'real',
  [DuckDBTypeId.DOUBLE]: 'double',
  [DuckDBTypeId.DATE]: 'date',
  [DuckDBTypeId.TIME]: 'time(6)',
  [DuckDBTypeId.TIME_NS]: 'time(9)',
  [DuckDBTypeId.TIME_TZ]: 'time(6) with time zone',
  [DuckDBTypeId.TIMESTAMP]: 'timestamp(6)',
  [DuckDBTypeId.TIMESTAMP_S]: 'timestamp(0)',
  [DuckDBTypeId.TIMESTAMP_MS]: 'timestamp(3)',
  [DuckDBTypeId.TIMESTAMP_NS]: 'timestamp(9)',
  [DuckDBTypeId.TIMESTAMP_TZ]: 'timestamp(6) with time zone',
  [DuckDBTypeId.BLOB]: 'varbinary',
  [DuckDBTypeId.UUID]: 'uuid',
  [DuckDBTypeId.INTERVAL]: 'interval day to second',
  [DuckDBTypeId.SQLNULL]: 'unknown',
};

/** A DuckDB type -> the Trino type that holds its values, as Trino writes it; what Trino has no type for is a text. */
export function trinoTypeName(type: DuckDBType): string {
  if (type instanceof DuckDBDecimalType) return `decimal(${type.width},${type.scale})`;
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) return `array(${trinoTypeName(type.valueType)})`;
  if (type instanceof DuckDBMapType) return `map(${trinoTypeName(type.keyType)}, ${trinoTypeName(type.valueType)})`;
  if (type instanceof DuckDBStructType) {
    const fields = type.entryNames.map((name, index) => `${fieldName(name)} ${trinoTypeName(type.entryTypes[index] ?? type)}`);
    return `row(${fields.join(', ')})`;
  }
  return NAMES[type.typeId] ?? 'varchar';
}

function fieldName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
