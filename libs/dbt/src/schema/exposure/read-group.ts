import type { Group, Json } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { assertNew } from '../duplicate-name.js';
import { fqnOf } from '../patch/fqn.js';
import { assertShape, type PropertyEntry } from '../property-entry.js';
import { GROUP } from '../shape/shapes.js';
import { buildOwner } from './read-exposure.js';

/** A group, which owns nodes. */
export function readGroup(scope: ParseScope, entry: PropertyEntry): void {
  assertShape(entry, GROUP);
  const { data, source } = entry;
  const { file } = source;
  const name = data['name'] as string;
  const patch = (data['config'] ?? {}) as Json;
  const group: Group = {
    name,
    resource_type: 'group',
    package_name: file.project.name,
    path: file.relativePath,
    original_file_path: file.path,
    unique_id: `group.${file.project.name}.${name}`,
    owner: buildOwner(entry, 'Group'),
    description: (data['description'] ?? null) as string | null,
    config: scope.configs.build({ resourceType: 'group', fqn: fqnOf(file, name), packageName: file.project.name, patch }),
  };
  assertNew(scope.store.groups, group, 'groups');
  scope.store.groups.set(group.unique_id, group);
}
