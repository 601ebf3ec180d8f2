import type { NounFields, PlanKind } from '../mesh-plan.js';
import type { DataProductSpec, MeshNouns } from '../mesh-spec.js';

/** One noun as a plan compares it: its fields without its name. */
export interface PlannedNoun {
  readonly kind: PlanKind;
  readonly name: string;
  readonly domain: string;
  readonly fields: NounFields;
}

/** Every noun of a spec or a state by itself, in the order in which they are created. */
export function listNouns({ domains, catalogs, products, projects }: MeshNouns): PlannedNoun[] {
  return [
    ...domains.map(({ name, ...fields }) => noun('domain', name, name, fields)),
    ...catalogs.map(({ name, ...fields }) => noun('catalog', name, fields.domain, fields)),
    ...products.map(listProduct),
    ...products.flatMap((product) =>
      product.outputPorts.map(({ name, ...fields }) => portOf('outputPort', product, name, fields)),
    ),
    ...products.flatMap((product) => product.inputPorts.map(({ name, ...fields }) => portOf('inputPort', product, name, fields))),
    ...projects.map(({ name, ...fields }) => noun('project', name, fields.domain, fields)),
  ];
}

function listProduct({ name, domain, title, description, version, status }: DataProductSpec): PlannedNoun {
  return noun('dataProduct', name, domain, { domain, title, description, version, status });
}

function portOf(kind: PlanKind, product: DataProductSpec, name: string, fields: NounFields): PlannedNoun {
  return noun(kind, name, product.domain, { ...fields, dataProduct: product.name });
}

function noun(kind: PlanKind, name: string, domain: string, fields: NounFields): PlannedNoun {
  return { kind, name, domain, fields };
}
