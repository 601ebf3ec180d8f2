import type { Json } from '../../manifest/v12/index.js';
import type { SourceDraft, SourceOverride } from './source-draft.js';

/** The draft with what an override says of the source and of the table. What an override leaves out, dbt partly resets: freshness, config, quoting. */
export function applyOverride(draft: SourceDraft, override: SourceOverride): SourceDraft {
  const { name: _name, overrides: _overrides, tables, path: _path, ...source } = override.data;
  const table = ((tables ?? []) as Json[]).find(({ name }) => name === draft.table['name']);
  override.used = true;
  if (table) override.usedTables.add(table['name'] as string);
  return {
    ...draft,
    source: { ...draft.source, ...written({ config: {}, freshness: {}, ...source }) },
    table: table ? { ...draft.table, ...written({ quoting: {}, freshness: {}, ...table }) } : draft.table,
  };
}

/** Null means "not said", except for freshness. */
function written(values: Json): Json {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== null || key === 'freshness'));
}
