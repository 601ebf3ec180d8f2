import type { Manifest } from '@weft/dbt';

/** What the page shows of one node; short names, because a large project has thousands. */
export interface DocumentedNode {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly package: string;
  readonly path: string;
  readonly relation: string | null;
  readonly materialized: string | null;
  readonly description: string;
  readonly tags: readonly string[];
  readonly columns: readonly DocumentedColumn[];
  readonly code: string;
  readonly compiled: string;
  readonly parents: readonly string[];
  /** Of a test: what it tests; empty otherwise. */
  readonly column: string;
}

export interface DocumentedColumn {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

export interface Documentation {
  readonly project: string;
  readonly generatedAt: string;
  readonly overview: string;
  readonly nodes: readonly DocumentedNode[];
}

/** As much of a catalog.json as the page needs. */
export interface CatalogFile {
  readonly nodes: Readonly<Record<string, CatalogEntry>>;
  readonly sources: Readonly<Record<string, CatalogEntry>>;
}

interface CatalogEntry {
  readonly columns: Readonly<Record<string, { readonly name: string; readonly type: string; readonly comment: string | null }>>;
}

type AnyNode = Readonly<Record<string, unknown>> & { readonly unique_id: string; readonly name: string };

const SHOWN = new Set([
  'model',
  'seed',
  'snapshot',
  'source',
  'exposure',
  'test',
  'analysis',
  'metric',
  'semantic_model',
  'unit_test',
  'function',
]);

/** Manifest and catalog -> what the page shows. */
export function buildDocumentation(manifest: Manifest, catalog: CatalogFile | null): Documentation {
  const parts = [
    manifest.nodes,
    manifest.sources,
    manifest.exposures,
    manifest.metrics,
    manifest.semantic_models,
    manifest.unit_tests,
    manifest.functions,
  ];
  const all = parts.flatMap((part) => Object.values(part) as unknown as AnyNode[]);
  return {
    project: manifest.metadata.project_name ?? '',
    generatedAt: manifest.metadata.generated_at,
    overview: overviewOf(manifest),
    nodes: all.filter((node) => SHOWN.has(text(node['resource_type']))).map((node) => documentNode(node, catalog)),
  };
}

function documentNode(node: AnyNode, catalog: CatalogFile | null): DocumentedNode {
  const config = (node['config'] ?? {}) as { materialized?: unknown };
  const isSource = node['resource_type'] === 'source';
  return {
    id: node.unique_id,
    name: isSource ? `${text(node['source_name'])}.${node.name}` : node.name,
    type: text(node['resource_type']),
    package: text(node['package_name']),
    path: text(node['original_file_path']),
    relation: typeof node['relation_name'] === 'string' ? node['relation_name'] : null,
    materialized: typeof config.materialized === 'string' ? config.materialized : null,
    description: text(node['description']),
    tags: Array.isArray(node['tags']) ? node['tags'].map(String) : [],
    columns: columnsOf(node, (isSource ? catalog?.sources : catalog?.nodes)?.[node.unique_id]),
    code: text(node['raw_code']),
    compiled: text(node['compiled_code']),
    parents: (node['depends_on'] as { nodes?: string[] } | undefined)?.nodes ?? [],
    column: text(node['column_name']),
  };
}

/** Columns that are there, with what is written of them; then those that are only written of. */
function columnsOf(node: AnyNode, entry: CatalogEntry | undefined): DocumentedColumn[] {
  const written = new Map(
    Object.values((node['columns'] ?? {}) as Record<string, { name: string; data_type: string | null; description: string }>).map(
      (column) => [column.name.toLowerCase(), column],
    ),
  );
  const there = Object.values(entry?.columns ?? {}).map(({ name, type, comment }) => {
    const said = written.get(name.toLowerCase());
    written.delete(name.toLowerCase());
    return { name, type, description: said?.description || (comment ?? '') };
  });
  return [
    ...there,
    ...[...written.values()].map(({ name, data_type: type, description }) => ({ name, type: type ?? '', description })),
  ];
}

function overviewOf({ docs, metadata }: Manifest): string {
  const own = Object.values(docs).find(
    ({ name, package_name: owner }) => name === '__overview__' && owner === metadata.project_name,
  );
  return own?.block_contents ?? '';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
