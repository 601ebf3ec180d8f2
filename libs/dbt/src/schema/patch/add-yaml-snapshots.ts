import { blankCode, blankNode } from '../../manifest/blank-node.js';
import { sha256 } from '../../manifest/file-hash.js';
import type { Json, SnapshotNode } from '../../manifest/v12/index.js';
import type { ConfigRequest, ParseScope, PropertyFile } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { guardEntry } from '../property-entry.js';
import { isMapping } from '../shape/shape.js';
import { fqnOf } from './fqn.js';
import { parseStaticReference } from './static-reference.js';

/** A snapshot that is only YAML takes all rows of its `relation`: it becomes a node, which its entry then describes like any other. */
export function addYamlSnapshots(scope: ParseScope, file: PropertyFile): void {
  const entries = file.value['snapshots'];
  if (!Array.isArray(entries)) return;
  entries.forEach((entry: unknown, index) => {
    if (isMapping(entry) && 'relation' in entry)
      guardEntry(scope, file, ['snapshots', index], () => addSnapshot(scope, file, entry));
  });
}

function addSnapshot(scope: ParseScope, source: PropertyFile, { name, relation }: Json): void {
  if (typeof name !== 'string') throw new DbtError('Parsing', "A snapshot must define the 'name' property. ");
  if (typeof relation !== 'string') throw new DbtError('Parsing', `Invalid ref or source expression: ${String(relation)}`);
  const { file } = source;
  const fqn = fqnOf(file, name);
  const request: ConfigRequest = { resourceType: 'snapshot', fqn, packageName: file.project.name };
  const node = buildSnapshot(scope, source, name, relation, fqn);
  const found = parseStaticReference(relation);
  if ('ref' in found) node.refs.push(found.ref);
  else node.sources.push(found.source);
  scope.nodes.configure(node, request);
  if (node.config.enabled) scope.store.addNode(node);
  else scope.store.addDisabled(node);
}

function buildSnapshot(scope: ParseScope, { file }: PropertyFile, name: string, relation: string, fqn: string[]): SnapshotNode {
  return {
    database: scope.target.database,
    schema: scope.target.schema,
    name,
    resource_type: 'snapshot',
    package_name: file.project.name,
    path: `${file.relativePath}/${name}.sql`,
    original_file_path: file.path,
    unique_id: `snapshot.${file.project.name}.${name}`,
    fqn,
    alias: name,
    checksum: sha256(file.read().trim()),
    config: scope.configs.build({ resourceType: 'snapshot', fqn, packageName: file.project.name }),
    ...blankNode(scope.createdAt),
    raw_code: `select * from {{ ${relation} }}`,
    ...blankCode(),
  };
}
