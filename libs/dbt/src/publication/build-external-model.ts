import { createHash } from 'node:crypto';
import { configClassOf } from '../config/config-class.js';
import type { ModelNode, NodeConfig } from '../manifest/v12/index.js';
import { idOfPublished, type PublishedModel } from './publication.js';

/** A model of another project as dbt has it in a manifest: no file, no code, and where it is. */
export function buildExternalModel(project: string, model: PublishedModel, createdAt: number): ModelNode {
  const { name, version, latestVersion, database, schema, identifier, relationName, access, deprecationDate } = model;
  const id = idOfPublished(project, model);
  return {
    database,
    schema,
    name,
    resource_type: 'model',
    package_name: project,
    path: '',
    original_file_path: '',
    unique_id: id,
    fqn: version === null ? [project, name] : [project, name, `v${version}`],
    alias: identifier,
    checksum: {
      name: 'sha256',
      checksum: createHash('sha256')
        .update(JSON.stringify([id, model]))
        .digest('hex'),
    },
    config: configOf(model),
    tags: [],
    description: '',
    columns: {},
    meta: {},
    group: null,
    docs: { show: true, node_color: null },
    patch_path: null,
    build_path: null,
    unrendered_config: { alias: identifier, schema, ...(database === null ? {} : { database }) },
    created_at: createdAt,
    relation_name: relationName,
    raw_code: '',
    doc_blocks: [],
    language: 'sql',
    refs: [],
    sources: [],
    metrics: [],
    functions: [],
    depends_on: { macros: [], nodes: [] },
    compiled_path: null,
    contract: { enforced: false, alias_types: true, checksum: null },
    access,
    constraints: [],
    version,
    latest_version: latestVersion,
    deprecation_date: deprecationDate,
    primary_key: [],
    time_spine: null,
  };
}

/** dbt's defaults: what dbt_project.yml says of models is for the project's own. */
function configOf({ quoting }: PublishedModel): NodeConfig {
  const config = Object.fromEntries([...configClassOf('model').values()].map((field) => [field.name, field.initial()]));
  return { ...config, ...(quoting && { quoting }) } as NodeConfig;
}
