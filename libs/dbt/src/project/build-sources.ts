import { type Context } from '../context/bind-macros.js';
import type { Descriptions } from '../context/descriptions.js';
import { renderRelation } from '../context/relation.js';
import { renderTree } from '../context/render-native.js';
import type { ManifestSource } from '../manifest/manifest-source.js';
import type { Problems } from '../problems.js';
import { buildColumns } from './build-columns.js';
import type { DbtProject } from './dbt-project.js';
import { pathBelow } from './project-paths.js';
import type { Target } from './project-settings.js';
import type { Written } from './read-schema-files.js';
import type { SourceProperties, TableProperties } from './schema-file.js';

export interface SourceOptions {
  readonly project: DbtProject;
  readonly target: Target;
  /** var, env_var and target. */
  readonly context: Context;
  readonly descriptions: Descriptions;
  readonly createdAt: number;
}

export interface BuiltSource {
  readonly source: ManifestSource;
  readonly written: Written<TableProperties>;
}

/** Each table of the sources, with database and schema rendered. */
export function buildSources(
  sources: readonly Written<SourceProperties>[],
  options: SourceOptions,
  problems: Problems,
): BuiltSource[] {
  const built = new Map<string, BuiltSource>();
  for (const source of sources) {
    source.value.tables.forEach((table, index) => {
      const written = { value: table, file: source.file, path: [...source.path, 'tables', index] };
      const one = buildSource(source, written, options, problems);
      const other = built.get(one.unique_id);
      if (other) {
        const message = `source '${one.source_name}.${one.name}' is also in ${other.source.original_file_path}`;
        problems.error('DBT_DUPLICATE_NAME', message, { location: source.file.locate(written.path) });
      } else if (one.config.enabled) built.set(one.unique_id, { source: one, written });
    });
  }
  return [...built.values()];
}

function buildSource(
  { value: source, file, path }: Written<SourceProperties>,
  { value: table, path: tablePath }: Written<TableProperties>,
  options: SourceOptions,
  problems: Problems,
): ManifestSource {
  const { project, target, context, descriptions, createdAt } = options;
  const text = (value: string, at: readonly PropertyKey[]): string =>
    String(renderTree(value, { context, problems, locate: () => file.locate(at) }));
  const description = descriptions.render(table.description, file.locate([...tablePath, 'description']));
  const database = text(source.database ?? target.database, [...path, 'database']);
  const schema = text(source.schema ?? source.name, [...path, 'schema']);
  const identifier = text(table.identifier ?? table.name, [...tablePath, 'identifier']);
  const tags = [...new Set([...source.tags, ...source.config.tags, ...table.tags, ...table.config.tags])];
  const sourceMeta = { ...source.meta, ...source.config.meta };
  const meta = { ...sourceMeta, ...table.meta, ...table.config.meta };
  return {
    database,
    schema,
    name: table.name,
    resource_type: 'source',
    package_name: project.name,
    path: file.path,
    original_file_path: file.path,
    unique_id: `source.${project.name}.${source.name}.${table.name}`,
    fqn: [project.name, ...foldersOf(file.path, project), source.name, table.name],
    source_name: source.name,
    source_description: descriptions.render(source.description, file.locate([...path, 'description'])).text,
    loader: source.loader,
    identifier,
    description: description.text,
    columns: buildColumns({ value: table.columns, file, path: [...tablePath, 'columns'] }, descriptions),
    meta,
    source_meta: sourceMeta,
    tags,
    config: { enabled: source.config.enabled && table.config.enabled, meta, tags },
    patch_path: null,
    relation_name: renderRelation({ database, schema, identifier }),
    created_at: createdAt,
    doc_blocks: description.docBlocks,
  };
}

/** The folders of a file below its model path: the middle of an fqn. */
export function foldersOf(file: string, project: DbtProject): string[] {
  return (pathBelow(file, project.modelPaths) ?? file).split('/').slice(0, -1);
}
