import { type Diagnostic, nearestNames } from '@weft/kernel';
import type { DraftPort, DraftProduct, MeshDraft } from '../read/mesh-draft.js';
import { mistakeAt, type Placed } from '../read/placed.js';

/** Names that point at nothing: domains, the catalogs of relations, the relations that input ports read. */
export function checkReferences(draft: MeshDraft): Diagnostic[] {
  return [...checkDomains(draft), ...checkCatalogs(draft), ...checkInputs(draft)];
}

function checkDomains({ domains, catalogs, projects, products, spoilt, complete }: MeshDraft): Diagnostic[] {
  if (!complete.domains) return [];
  const known = new Set([...domains.map(({ value }) => value.name), ...spoilt.domains]);
  const referring: Placed<{ readonly domain: string }>[] = [...catalogs, ...projects, ...products];
  return referring.flatMap((placed) =>
    known.has(placed.value.domain) ? [] : [dangling(placed, ['domain'], 'domain', placed.value.domain, known)],
  );
}

/** An output port stands for a relation of its own domain's catalogs; an input port's relation is looked at by its port. */
function checkCatalogs(draft: MeshDraft): Diagnostic[] {
  if (!draft.complete.catalogs) return [];
  const domainOf = new Map(draft.catalogs.map(({ value }) => [value.name, value.domain]));
  return draft.products.flatMap(({ value: product }) =>
    product.outputPorts.flatMap((port) => checkOutput(port, product, domainOf, draft.spoilt.catalogs)),
  );
}

function checkOutput(
  port: Placed<DraftPort>,
  product: DraftProduct,
  domainOf: ReadonlyMap<string, string>,
  spoilt: ReadonlySet<string>,
): Diagnostic[] {
  const catalog = port.value.relation.split('.')[0] ?? '';
  const owner = domainOf.get(catalog);
  if (spoilt.has(catalog) || owner === product.domain) return [];
  if (owner === undefined) return [dangling(port, relationPath(port), 'catalog', catalog, domainOf.keys())];
  const own = [...domainOf].flatMap(([name, domain]) => (domain === product.domain ? [name] : []));
  return [
    mistakeAt(port, relationPath(port), {
      code: 'MESH_FOREIGN_RELATION',
      message: `Catalog ${catalog} belongs to domain ${owner}, so domain ${product.domain} cannot offer a relation of it.`,
      hint:
        own.length > 0
          ? `Expected a relation of ${own.join(' or ')}.`
          : `Expected a catalog of domain ${product.domain}; it has none.`,
    }),
  ];
}

function checkInputs({ products, spoilt, complete }: MeshDraft): Diagnostic[] {
  if (!complete.products) return [];
  const offered = new Set(products.flatMap(({ value }) => value.outputPorts.map((port) => port.value.relation)));
  return products.flatMap(({ value }) =>
    value.inputPorts.flatMap((port) => {
      const { relation } = port.value;
      if (offered.has(relation) || spoilt.relations.has(relation)) return [];
      return [dangling(port, relationPath(port), 'output port for', relation, offered)];
    }),
  );
}

/** Where a port names its relation. */
export function relationPath({ file, path }: Placed<DraftPort>): (string | number)[] {
  const port = path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : null),
    file.data,
  );
  const properties: unknown = typeof port === 'object' && port !== null ? Reflect.get(port, 'customProperties') : [];
  const index = Array.isArray(properties)
    ? properties.findIndex((one: { property?: unknown }) => one.property === 'relation')
    : -1;
  return ['customProperties', index, 'value'];
}

function dangling(
  placed: Placed<unknown>,
  path: readonly (string | number)[],
  what: string,
  name: string,
  known: Iterable<string>,
): Diagnostic {
  const names = [...known].sort();
  const near = nearestNames(name, names);
  const expected = names.length > 0 ? `Expected one of: ${names.join(', ')}.` : 'There is none yet.';
  return mistakeAt(placed, path, {
    code: 'MESH_DANGLING_REFERENCE',
    message: `There is no ${what} '${name}'.`,
    hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : expected,
  });
}
