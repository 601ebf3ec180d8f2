import { nearestHint } from '../nearest-hint.js';
import type { Problems } from '../problems.js';
import { checkShape } from './check-shape.js';
import type { DbtProject } from './dbt-project.js';
import type { ProjectFiles } from './project-files.port.js';
import { extensionOf, pathBelow } from './project-paths.js';
import { type ModelProperties, type SchemaFile, schemaFileSchema, type SourceProperties } from './schema-file.js';
import { YamlFile, type YamlPath } from './yaml-file.js';

/** Something of a properties file, and where it stands there. */
export interface Written<T> {
  readonly value: T;
  readonly file: YamlFile;
  readonly path: YamlPath;
}

export interface Properties {
  readonly models: ReadonlyMap<string, Written<ModelProperties>>;
  readonly sources: readonly Written<SourceProperties>[];
}

/** All properties files under the model paths; what is described twice, or describes no model, is a problem. */
export function readSchemaFiles(
  files: ProjectFiles,
  project: DbtProject,
  models: Iterable<string>,
  problems: Problems,
): Properties {
  const read = files
    .list()
    .filter((path) => ['yml', 'yaml'].includes(extensionOf(path)) && pathBelow(path, project.modelPaths) !== null)
    .map((path) => readSchemaFile(path, files.read(path), problems))
    .filter((file) => file !== null);
  return {
    models: describedModels(read, new Set(models), problems),
    sources: read.flatMap(({ file, value }) =>
      value.sources.map((source, index) => ({ value: source, file, path: ['sources', index] })),
    ),
  };
}

function readSchemaFile(path: string, content: string, problems: Problems): Written<SchemaFile> | null {
  const file = YamlFile.parse(path, content, problems);
  if (!file || file.value === null || file.value === undefined) return null;
  const value = checkShape(schemaFileSchema, file, problems);
  return value && { value, file, path: [] };
}

function describedModels(
  files: readonly Written<SchemaFile>[],
  known: ReadonlySet<string>,
  problems: Problems,
): ReadonlyMap<string, Written<ModelProperties>> {
  const described = new Map<string, Written<ModelProperties>>();
  for (const { file, value } of files) {
    value.models.forEach((model, index) => {
      const written = { value: model, file, path: ['models', index] };
      const location = file.locate(written.path);
      const other = described.get(model.name);
      if (other)
        problems.error('DBT_DUPLICATE_NAME', `model '${model.name}' is also described in ${other.file.path}`, { location });
      else if (!known.has(model.name)) {
        const hint = nearestHint(model.name, known);
        problems.warning('DBT_NO_MODEL', `'${model.name}' is described, but there is no such model`, { location, hint });
      } else described.set(model.name, written);
    });
  }
  return described;
}
