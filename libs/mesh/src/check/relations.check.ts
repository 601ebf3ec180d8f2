import type { Diagnostic } from '@weft/kernel';
import type { DraftPort, MeshDraft } from '../read/mesh-draft.js';
import { mistakeAt, type Placed, renderPlace } from '../read/placed.js';
import { relationPath } from './references.check.js';

/** A relation has one output port at most. */
export function checkRelations({ products }: MeshDraft): Diagnostic[] {
  const first = new Map<string, { port: Placed<DraftPort>; name: string }>();
  return products.flatMap(({ value: product }) =>
    product.outputPorts.flatMap((port) => {
      const { relation } = port.value;
      const earlier = first.get(relation);
      if (!earlier) {
        first.set(relation, { port, name: `${product.name}/${port.value.name}` });
        return [];
      }
      const message = `Port '${earlier.name}' stands for ${relation} already.`;
      const hint = `Expected one output port a relation; the other one is at ${renderPlace(earlier.port)}.`;
      return [mistakeAt(port, relationPath(port), { code: 'MESH_RELATION_TAKEN', message, hint })];
    }),
  );
}
