import type { Diagnostic } from '@weft/kernel';
import type { DraftPort, DraftProduct, MeshDraft } from '../read/mesh-draft.js';
import { mistakeAt, type Placed } from '../read/placed.js';
import { relationPath } from './references.check.js';

type Edge = { readonly to: string; readonly port: Placed<DraftPort> };

/** Products that read each other in a circle: one message for each circle found, at the input port that closes it. */
export function checkCycles({ products }: MeshDraft): Diagnostic[] {
  const edges = buildEdges(products.map(({ value }) => value));
  const done = new Set<string>();
  const found: Diagnostic[] = [];
  for (const start of edges.keys()) visit(start, [], { edges, done, found });
  return found;
}

/** Product -> the products whose relations it reads. */
function buildEdges(products: readonly DraftProduct[]): Map<string, Edge[]> {
  const offeredBy = new Map(products.flatMap(({ name, outputPorts }) => outputPorts.map((port) => [port.value.relation, name])));
  return new Map(
    products.map(({ name, inputPorts }) => {
      const edges = inputPorts.flatMap((port) => {
        const to = offeredBy.get(port.value.relation);
        return to === undefined ? [] : [{ to, port }];
      });
      return [name, edges];
    }),
  );
}

interface Search {
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  readonly done: Set<string>;
  readonly found: Diagnostic[];
}

function visit(product: string, trail: readonly string[], search: Search): void {
  if (search.done.has(product)) return;
  const path = [...trail, product];
  for (const { to, port } of search.edges.get(product) ?? []) {
    const at = path.indexOf(to);
    if (at >= 0) search.found.push(tell([...path.slice(at), to], port));
    else visit(to, path, search);
  }
  search.done.add(product);
}

function tell(circle: readonly string[], port: Placed<DraftPort>): Diagnostic {
  return mistakeAt(port, relationPath(port), {
    code: 'MESH_CYCLE',
    message: `The data products read each other in a circle: ${circle.join(' reads ')}.`,
    hint: 'Expected products that can be built one after the other: drop one of these input ports.',
  });
}
