import type { TrinoType } from './trino-type.js';

/** The DuckDB type that holds a Trino type's values; null where none has been compared. */
export function renderDuckdbType(type: TrinoType): string | null {
  switch (type.kind) {
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'timestamp':
      return type.precision <= 6 ? 'TIMESTAMP' : null;
    case 'timestamptz':
      return type.precision <= 6 ? 'TIMESTAMP WITH TIME ZONE' : null;
    case 'array': {
      const element = type.element.kind === 'unknown' ? 'INTEGER' : renderDuckdbType(type.element);
      return element && `${element}[]`;
    }
    case 'real':
      return 'FLOAT';
    case 'varbinary':
      return 'BLOB';
    case 'unknown':
    case 'other':
      return null;
    default:
      return type.kind.toUpperCase();
  }
}
