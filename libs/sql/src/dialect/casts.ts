import type { TypeKind } from '../types/trino-type.js';

/**
 * From which kind of type a value may be brought to which, by CAST or because two sides must have one type. Missing on purpose:
 * DOUBLE to an integer (Trino rounds half away from zero, DuckDB half to even), VARCHAR to a number or a date (they accept
 * different texts), REAL and DOUBLE to VARCHAR (Trino writes 1.0E0).
 */
export const CASTS: Readonly<Partial<Record<TypeKind, readonly TypeKind[]>>> = {
  unknown: ['boolean', 'tinyint', 'smallint', 'integer', 'bigint', 'decimal', 'double', 'varchar', 'date', 'timestamp'],
  boolean: ['integer', 'bigint', 'varchar'],
  tinyint: ['smallint', 'integer', 'bigint', 'decimal', 'double', 'varchar'],
  smallint: ['tinyint', 'integer', 'bigint', 'decimal', 'double', 'varchar'],
  integer: ['tinyint', 'smallint', 'bigint', 'decimal', 'double', 'varchar'],
  bigint: ['tinyint', 'smallint', 'integer', 'decimal', 'double', 'varchar'],
  decimal: ['tinyint', 'smallint', 'integer', 'bigint', 'decimal', 'double', 'varchar'],
  varchar: ['varchar'],
  date: ['timestamp', 'varchar'],
  timestamp: ['date'],
};
