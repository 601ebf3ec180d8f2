import type { CatalogSpec, DataProductSpec, DomainSpec, EmbeddedCatalogSpec, MeshSpec, OutputPortSpec } from './mesh-spec.js';
import type { DraftPort, DraftProduct, MeshDraft } from './read/mesh-draft.js';
import type { RawCatalog, RawDomain } from './read/mesh-file.schema.js';
import type { Placed } from './read/placed.js';

/** A draft without a mistake -> the spec, its nouns in the order of the files. */
export function buildSpec(draft: MeshDraft): MeshSpec | null {
  if (draft.name === null) return null;
  return {
    name: draft.name,
    domains: draft.domains.map(({ value }) => buildDomain(value)),
    catalogs: draft.catalogs.map(({ value }) => buildCatalog(value)),
    products: draft.products.map(buildProduct),
    projects: draft.projects.map(({ value: { name, domain, path } }) => ({ name, domain, path })),
  };
}

function buildDomain({ name, ownerTeam, members, description }: RawDomain): DomainSpec {
  return { name, ownerTeam, members: [...members].sort(), description: description ?? null };
}

function buildCatalog({ name, domain, embedded, trino }: RawCatalog): CatalogSpec {
  return { name, domain, embedded: buildEmbedded(embedded), trino: trino ?? null };
}

function buildEmbedded({ csv, duckdb }: RawCatalog['embedded']): EmbeddedCatalogSpec {
  if (duckdb !== undefined) return { duckdb };
  if (!csv) return {};
  const tables = csv.tables.map(({ name, file, columns }) => ({ name, file, ...(columns ? { columns } : {}) }));
  return { csv: { schema: csv.schema, tables } };
}

function buildProduct({ value: product, file, path }: Placed<DraftProduct>): DataProductSpec {
  const { name, domain, title, description, version, status } = product;
  return {
    name,
    domain,
    title,
    description,
    version,
    status,
    inputPorts: product.inputPorts.map(({ value }) => ({
      name: `${name}/${value.name}`,
      relation: value.relation,
      contractId: value.contractId,
      version: value.version,
    })),
    outputPorts: product.outputPorts.map(({ value }) => buildOutputPort(name, value)),
    source: { file: file.path, line: file.locate(path).line ?? 1 },
  };
}

function buildOutputPort(
  product: string,
  { name, relation, contractId, version, layer, description }: DraftPort,
): OutputPortSpec {
  return { name: `${product}/${name}`, relation, contractId, version, layer, description };
}
