import type { TableFace } from '@weft/dbt';

/** Rows as a JSON list of objects, as agate writes them. */
export function tableJson(table: TableFace): string {
  return JSON.stringify(table.toObjects(), (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
}
