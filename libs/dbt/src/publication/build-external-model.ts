import { configClassOf } from '../config/config-class.js';
import { blankCode, blankNode } from '../manifest/blank-node.js';
import { sha256 } from '../manifest/file-hash.js';
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
    checksum: sha256(JSON.stringify([id, model])),
    config: configOf(model),
    ...blankNode(createdAt),
    unrendered_config: { alias: identifier, schema, ...(database === null ? {} : { database }) },
    relation_name: relationName,
    ...blankCode(),
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
