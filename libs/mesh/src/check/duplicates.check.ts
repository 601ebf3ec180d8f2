import type { Diagnostic } from '@weft/kernel';
import type { MeshDraft } from '../read/mesh-draft.js';
import { mistakeAt, type Placed, renderPlace } from '../read/placed.js';
import type { YamlPath } from '../read/yaml-file.js';

interface Named {
  readonly name: string;
  readonly place: Placed<unknown>;
}

/** What is named twice: each name after the first is told, with the place of the first. */
export function checkDuplicates(draft: MeshDraft): Diagnostic[] {
  return [
    ...tell(
      'The domain',
      named(draft.domains, ({ name }) => name),
    ),
    ...tell(
      'The catalog',
      named(draft.catalogs, ({ name }) => name),
    ),
    ...tell(
      'The data product',
      named(draft.products, ({ name }) => name),
    ),
    ...tell(
      'The id',
      named(draft.products, ({ id }) => id, ['id']),
    ),
    ...tell(
      'The project',
      named(draft.projects, ({ name }) => name, ['path']),
    ),
    ...tell(
      'The folder',
      named(draft.projects, ({ path }) => path, ['path']),
    ),
    ...draft.domains.flatMap((domain) =>
      tell(
        'The member',
        within(domain, 'members', domain.value.members, (name) => name, []),
      ),
    ),
    ...draft.catalogs.flatMap(checkTables),
    ...draft.products.flatMap(({ value }) => [
      ...tell(
        'The output port',
        named(value.outputPorts, ({ name }) => name),
      ),
      ...tell(
        'The input port',
        named(value.inputPorts, ({ name }) => name),
      ),
    ]),
  ];
}

function checkTables(catalog: MeshDraft['catalogs'][number]): Diagnostic[] {
  const placed = { ...catalog, path: [...catalog.path, 'embedded', 'csv'] };
  return tell(
    'The table',
    within(placed, 'tables', catalog.value.embedded.csv?.tables ?? [], ({ name }) => name),
  );
}

function named<T>(items: readonly Placed<T>[], nameOf: (item: T) => string, path: YamlPath = ['name']): Named[] {
  return items.map((item) => ({ name: nameOf(item.value), place: { ...item, path: [...item.path, ...path] } }));
}

function within<T>(
  parent: Placed<unknown>,
  list: string,
  items: readonly T[],
  nameOf: (item: T) => string,
  path: YamlPath = ['name'],
): Named[] {
  return items.map((item, index) => ({ name: nameOf(item), place: { ...parent, path: [...parent.path, list, index, ...path] } }));
}

function tell(what: string, items: readonly Named[]): Diagnostic[] {
  const first = new Map<string, Placed<unknown>>();
  return items.flatMap(({ name, place }) => {
    const earlier = first.get(name);
    if (!earlier) {
      first.set(name, place);
      return [];
    }
    const hint = `Expected another name: the first one is at ${renderPlace(earlier)}.`;
    return [mistakeAt(place, [], { code: 'MESH_DUPLICATE_NAME', message: `${what} '${name}' is there twice.`, hint })];
  });
}
