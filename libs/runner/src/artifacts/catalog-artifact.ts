import type { Manifest } from '../manifest-types.js';
import { artifactMetadata, type Invocation } from './artifact-metadata.js';

type Row = Readonly<Record<string, unknown>>;

interface CatalogColumn {
  readonly type: string;
  readonly index: number;
  readonly name: string;
  readonly comment: string | null;
}

export interface CatalogTable {
  readonly metadata: {
    readonly type: string;
    readonly schema: string;
    readonly name: string;
    readonly database: string | null;
    readonly comment: string | null;
    readonly owner: string | null;
  };
  readonly columns: Record<string, CatalogColumn>;
  readonly stats: Readonly<Record<string, object>>;
}

export interface CatalogParts {
  readonly rows: readonly Row[];
  /** Null takes every node and source of the manifest. */
  readonly ids: ReadonlySet<string> | null;
  readonly errors: readonly string[];
  readonly generatedAt: string;
  readonly invocation: Invocation;
}

/** dbt's catalog.json, version 1: what the engine says of the relations that nodes and sources stand for. */
export function buildCatalogArtifact(manifest: Manifest, { rows, ids, errors, generatedAt, invocation }: CatalogParts) {
  const tables = collectTables(rows);
  const pick = (parts: Readonly<Record<string, Placed>>) => assign(parts, tables, ids);
  return {
    metadata: artifactMetadata('catalog/v1', invocation, generatedAt),
    nodes: pick(manifest.nodes as unknown as Record<string, Placed>),
    sources: pick(manifest.sources as unknown as Record<string, Placed>),
    errors: errors.length > 0 ? errors : null,
  };
}

interface Placed {
  readonly database: string | null;
  readonly schema: string;
  readonly identifier?: string;
  readonly alias?: string;
  readonly name: string;
}

function assign(
  parts: Readonly<Record<string, Placed>>,
  tables: ReadonlyMap<string, CatalogTable>,
  ids: ReadonlySet<string> | null,
) {
  const found: Record<string, CatalogTable & { unique_id: string }> = {};
  for (const [id, node] of Object.entries(parts)) {
    if (ids !== null && !ids.has(id)) continue;
    const name = node.identifier ?? node.alias ?? node.name;
    const table = tables.get(keyOf(node.database?.toLowerCase(), node.schema.toLowerCase(), name.toLowerCase()));
    if (table) found[id] = { ...table, unique_id: id };
  }
  return found;
}

function collectTables(rows: readonly Row[]): Map<string, CatalogTable> {
  const tables = new Map<string, CatalogTable>();
  for (const row of rows) {
    const { table_database: database, table_schema: schema, table_name: name } = row;
    const key = keyOf(text(database)?.toLowerCase(), String(schema).toLowerCase(), String(name).toLowerCase());
    const table = tables.get(key) ?? buildTable(row);
    tables.set(key, table);
    const column = buildColumn(row);
    table.columns[column.name] = column;
  }
  return tables;
}

function buildTable(row: Row): CatalogTable {
  const metadata = {
    type: text(row['table_type']) ?? '',
    schema: text(row['table_schema']) ?? '',
    name: text(row['table_name']) ?? '',
    database: text(row['table_database']),
    comment: text(row['table_comment']),
    owner: text(row['table_owner']),
  };
  return { metadata, columns: {}, stats: buildStats(row) };
}

function buildColumn(row: Row): CatalogColumn {
  return {
    type: text(row['column_type']) ?? '',
    index: Number(row['column_index']),
    name: text(row['column_name']) ?? '',
    comment: text(row['column_comment']),
  };
}

/** `stats:size:label` and the like -> one entry a statistic, those that are meant to be shown. */
function buildStats(row: Row): Record<string, object> {
  const keys = new Set(Object.keys(row).flatMap((key) => /^stats:([^:]+):/.exec(key)?.[1] ?? []));
  const stats: Record<string, object> = {};
  for (const id of keys) {
    const of = (part: string) => row[`stats:${id}:${part}`] ?? null;
    if (of('include') !== true) continue;
    stats[id] = { id, label: of('label'), value: of('value'), include: true, description: of('description') };
  }
  const value = Object.keys(stats).length > 0;
  const description = 'Indicates whether there are statistics for this table';
  stats['has_stats'] = { id: 'has_stats', label: 'Has Stats?', value, include: false, description };
  return stats;
}

function text(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value as string | number | boolean);
}

function keyOf(database: string | undefined | null, schema: string, name: string): string {
  return [database ?? '', schema, name].join('\0');
}
