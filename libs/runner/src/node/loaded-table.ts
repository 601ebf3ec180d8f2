import type { AdapterResponse, TableFace } from '@weft/dbt';
import { HostObject, isMapping, lookUp } from '@weft/jinja';

export interface LoadedTable {
  readonly table: TableFace;
  readonly response: AdapterResponse | null;
}

/** What a macro returned: a table, or a result that has one; null where it is neither. */
export function tableOf(value: unknown): LoadedTable | null {
  if (isTable(value)) return { table: value, response: null };
  const part = (name: string) =>
    value instanceof HostObject
      ? (value.attribute(name) ?? value.item(name))
      : isMapping(value)
        ? lookUp(value, name)
        : undefined;
  const table = part('table');
  return isTable(table) ? { table, response: (part('response') as AdapterResponse | undefined) ?? null } : null;
}

function isTable(value: unknown): value is TableFace {
  return typeof value === 'object' && value !== null && 'matrix' in value && 'columnNames' in value;
}
