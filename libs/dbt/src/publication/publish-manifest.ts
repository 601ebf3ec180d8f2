import type { Manifest, ModelNode } from '../manifest/v12/index.js';
import type { Publication, PublishedModel } from './publication.js';

/** What a project's manifest offers to other projects; models of its packages and of other projects are not its own to offer. */
export function publishManifest(manifest: Pick<Manifest, 'metadata' | 'nodes' | 'disabled'>, project: string): Publication {
  const own = Object.values(manifest.nodes).filter((node): node is ModelNode => isOwnModel(node, project));
  const disabled = Object.values(manifest.disabled ?? {}).flat();
  return {
    project,
    models: own.map((node) => publishModel(node, visibleAbove(node, manifest.nodes))),
    disabled: disabled.flatMap((node) =>
      node.resource_type === 'model' && node.package_name === project ? [{ name: node.name, version: node.version ?? null }] : [],
    ),
  };
}

/** A model of another project: it has a name and a relation, and no file here. */
export function isExternalModel(node: { resource_type: string; original_file_path: string; path: string }): boolean {
  return node.resource_type === 'model' && !node.original_file_path && !node.path;
}

function isOwnModel(node: Manifest['nodes'][string], project: string): node is ModelNode {
  return node.resource_type === 'model' && node.package_name === project && !isExternalModel(node);
}

function publishModel(node: ModelNode, dependsOn: readonly string[]): PublishedModel {
  const { name, access, group, database, schema, alias, relation_name: relationName, config } = node;
  const quoting = config['quoting'];
  const isQuoted = typeof quoting === 'object' && quoting !== null && Object.keys(quoting).length > 0;
  return {
    name,
    version: node.version ?? null,
    latestVersion: node.latest_version ?? null,
    access: access ?? 'protected',
    group: group ?? null,
    database: database ?? null,
    schema,
    identifier: alias,
    relationName: relationName ?? null,
    quoting: isQuoted ? (quoting as PublishedModel['quoting']) : null,
    deprecationDate: node.deprecation_date ?? null,
    dependsOn,
  };
}

/** Up from a model, past everything that nobody outside may see: the public models, and the models of other projects. */
function visibleAbove(start: ModelNode, nodes: Manifest['nodes']): string[] {
  const visible = new Set<string>();
  const seen = new Set<string>();
  const open = [...start.depends_on.nodes];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = nodes[id];
    // What is not there is a model of a project that was not looked at.
    if (node ? isVisible(node) : id.startsWith('model.')) visible.add(id);
    else if (node && node.resource_type !== 'seed') open.push(...node.depends_on.nodes);
  }
  return [...visible].sort();
}

function isVisible(node: Manifest['nodes'][string]): boolean {
  return node.resource_type === 'model' && (isExternalModel(node) || node.access === 'public');
}
