import type { CatalogSpec } from '@weft/mesh';
import type { EntityManager } from 'typeorm';
import type { RegisteredNouns } from '../domain/mesh-state.js';
import { RegistryStore } from './registry.store.js';

/** Reads what one mesh has registered; `foreign` are the names that other meshes hold, by kind and name. */
export async function readRegistered(
  manager: EntityManager,
  mesh: string,
): Promise<{ nouns: RegisteredNouns; foreign: Map<string, string> }> {
  const registry = new RegistryStore(manager);
  const domains = await registry.current('domain');
  const catalogs = await registry.current('catalog');
  const products = await registry.current('dataProduct');
  const outputPorts = await registry.current('outputPort');
  const inputPorts = await registry.current('inputPort');
  const projects = await registry.current('project');
  const isOurs = (row: { mesh: string }) => row.mesh === mesh;
  const all = {
    domain: domains,
    catalog: catalogs,
    dataProduct: products,
    outputPort: outputPorts,
    inputPort: inputPorts,
    project: projects,
  };
  const foreign = Object.entries(all).flatMap(([kind, rows]) =>
    rows.filter((row) => !isOurs(row)).map((row) => [`${kind} ${row.name}`, row.mesh] as const),
  );
  const nouns: RegisteredNouns = {
    domains: domains
      .filter(isOurs)
      .map(({ name, ownerTeam, members, description }) => ({ name, ownerTeam, members, description })),
    catalogs: catalogs.filter(isOurs).map(({ name, domain, embedded, trino }) => {
      return { name, domain, embedded: embedded ?? {}, trino } as CatalogSpec;
    }),
    products: products.filter(isOurs).map(({ name, domain, title, description, version, status }) => {
      return { name, domain, title, description, version, status };
    }),
    outputPorts: outputPorts.filter(isOurs).map(({ name, dataProduct, relation, layer, contractId, version, description }) => {
      return { name, dataProduct, relation, layer, contractId: contractId ?? '', version: version ?? '', description };
    }),
    inputPorts: inputPorts.filter(isOurs).map(({ name, dataProduct, relation, contractId, version }) => {
      return { name, dataProduct, relation, contractId: contractId ?? '', version: version ?? '' };
    }),
    projects: projects.filter(isOurs).map(({ name, domain, path }) => ({ name, domain, path })),
  };
  return { nouns, foreign: new Map(foreign) };
}
