import type { CatalogSpec, DataProductSpec, DomainSpec, InputPortSpec, MeshState, OutputPortSpec, ProjectSpec } from '@weft/mesh';

/** Ports as they are registered: with the product they belong to. */
export interface RegisteredNouns {
  readonly domains: readonly DomainSpec[];
  readonly catalogs: readonly CatalogSpec[];
  readonly products: readonly Omit<DataProductSpec, 'inputPorts' | 'outputPorts' | 'source'>[];
  readonly outputPorts: readonly (OutputPortSpec & { readonly dataProduct: string })[];
  readonly inputPorts: readonly (InputPortSpec & { readonly dataProduct: string })[];
  readonly projects: readonly ProjectSpec[];
}

const NOWHERE = { file: '', line: 0 };

/** What is registered, in the shape that a plan compares with. */
export function buildMeshState({ domains, catalogs, products, outputPorts, inputPorts, projects }: RegisteredNouns): MeshState {
  const inputs = Map.groupBy(inputPorts, ({ dataProduct }) => dataProduct);
  const outputs = Map.groupBy(outputPorts, ({ dataProduct }) => dataProduct);
  const portsOf = (name: string) => ({ inputPorts: inputs.get(name) ?? [], outputPorts: outputs.get(name) ?? [] });
  return {
    domains,
    catalogs,
    products: products.map((product) => ({ ...product, ...portsOf(product.name), source: NOWHERE })),
    projects,
  };
}
