import type { TypeKind } from '../types/trino-type.js';

/**
 * From which kind of type a value may be brought to which, by CAST or because two sides must have one type. VARCHAR to a number or a
 * date is not here: a text is read first, since the engines accept different ones.
 */
export const CASTS: Readonly<Partial<Record<TypeKind, readonly TypeKind[]>>> = {
  unknown: [
    'boolean',
    'tinyint',
    'smallint',
    'integer',
    'bigint',
    'decimal',
    'double',
    'varchar',
    'date',
    'timestamp',
    'timestamptz',
    'array',
  ],
  boolean: ['integer', 'bigint', 'double', 'varchar'],
  tinyint: ['smallint', 'integer', 'bigint', 'decimal', 'double', 'varchar'],
  smallint: ['tinyint', 'integer', 'bigint', 'decimal', 'double', 'varchar'],
  integer: ['boolean', 'tinyint', 'smallint', 'bigint', 'decimal', 'double', 'varchar'],
  bigint: ['boolean', 'tinyint', 'smallint', 'integer', 'decimal', 'double', 'varchar'],
  decimal: ['boolean', 'tinyint', 'smallint', 'integer', 'bigint', 'decimal', 'double', 'varchar'],
  double: ['boolean', 'tinyint', 'smallint', 'integer', 'bigint', 'decimal', 'varchar'],
  varchar: ['varchar'],
  date: ['timestamp', 'timestamptz', 'varchar'],
  timestamp: ['date', 'timestamp', 'timestamptz', 'varchar'],
  array: ['array'],
  timestamptz: ['date', 'timestamp', 'timestamptz', 'varchar'],
};
