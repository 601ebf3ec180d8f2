import { type Diagnostic, nearestNames, parseRelationName, relationKey } from '@weft/kernel';
import { z } from 'zod';
import { nameField, relationField, textField } from './field.js';
import type { DraftPort, DraftProduct } from './mesh-draft.js';
import type { OdpsDocument, OdpsInputPort, OdpsOutputPort } from './odps.schema.js';
import { mistakeAt, type Placed } from './placed.js';
import { readShape } from './read-shape.js';

type Port = OdpsInputPort & Pick<OdpsOutputPort, 'description'>;
type CustomProperties = OdpsDocument['customProperties'];

/** What Weft asks of a product beyond the standard. */
const productSchema = z.object({ name: nameField, domain: nameField, status: textField });
const portSchema = z.object({ name: nameField, contractId: textField, version: textField });

const LAYERS = ['bronze', 'silver', 'gold'];

/** Document -> product, or null; what is wrong is added to `found`. A port that cannot be read spoils its product. */
export function readDataProduct(document: Placed<OdpsDocument>, found: Diagnostic[]): Placed<DraftProduct> | null {
  const { value } = document;
  const own = readShape(document, productSchema, found);
  const inputPorts = readPorts(document, 'inputPorts', found);
  const outputPorts = readPorts(document, 'outputPorts', found);
  if (!own || !inputPorts || !outputPorts) return null;
  const product: DraftProduct = {
    ...own,
    id: value.id,
    name: `${own.domain}/${own.name}`,
    title: findText(value.customProperties, 'title'),
    description: value.description?.purpose ?? null,
    version: value.version ?? null,
    inputPorts,
    outputPorts,
  };
  return { ...document, value: product };
}

function readPorts(document: Placed<OdpsDocument>, list: 'inputPorts' | 'outputPorts', found: Diagnostic[]) {
  const ports = (document.value[list] ?? []).map((port, index) => {
    const placed: Placed<Port> = { value: port as Port, file: document.file, path: [list, index] };
    const value = readPort(placed, list === 'outputPorts', found);
    return value && { ...placed, value };
  });
  return ports.every((port) => port !== null) ? ports : null;
}

function readPort(port: Placed<Port>, isOutput: boolean, found: Diagnostic[]): DraftPort | null {
  const own = readShape(port, portSchema, found);
  const relation = readRelation(port, found);
  const layer = isOutput ? readLayer(port, found) : null;
  if (!own || relation === null || layer === undefined) return null;
  return { ...own, relation, layer, description: port.value.description ?? null };
}

function readRelation(port: Placed<Port>, found: Diagnostic[]): string | null {
  const place = findProperty(port, 'relation', found);
  if (place) return readShape(place, relationField, found);
  found.push(
    mistakeAt(port, [], {
      code: 'MESH_MISSING_FIELD',
      message: `Port '${port.value.name}' names no relation.`,
      hint: 'Expected among its customProperties: { property: relation, value: catalog.schema.table }.',
    }),
  );
  return null;
}

/** The layer, null if the port has none, undefined if it has one that is none. */
function readLayer(port: Placed<Port>, found: Diagnostic[]): string | null | undefined {
  const place = findProperty(port, 'layer', found);
  if (!place) return null;
  if (typeof place.value === 'string' && LAYERS.includes(place.value)) return place.value;
  const near = typeof place.value === 'string' ? nearestNames(place.value, LAYERS) : [];
  const hint = `${near.length > 0 ? `Did you mean ${near[0]}? ` : ''}Expected ${LAYERS.join(', ')}.`;
  found.push(mistakeAt(place, [], { code: 'MESH_WRONG_VALUE', message: `Port '${port.value.name}' has no such layer.`, hint }));
  return undefined;
}

/** The value of a custom property, with its place; one given twice is a mistake, and the first one counts. */
function findProperty(port: Placed<Port>, name: string, found: Diagnostic[]): Placed<unknown> | null {
  const properties = port.value.customProperties ?? [];
  const places = properties.flatMap(({ property, value }, index) =>
    property === name ? [{ value, file: port.file, path: [...port.path, 'customProperties', index, 'value'] }] : [],
  );
  for (const again of places.slice(1)) {
    const message = `The custom property '${name}' is given twice.`;
    found.push(mistakeAt(again, [], { code: 'MESH_DUPLICATE_NAME', message, hint: 'Expected it once.' }));
  }
  return places[0] ?? null;
}

function findText(properties: CustomProperties, name: string): string | null {
  const value = properties?.find(({ property }) => property === name)?.value;
  return typeof value === 'string' ? value : null;
}

const claimsSchema = z.object({
  outputPorts: z.array(z.object({ customProperties: z.array(z.object({ property: z.unknown(), value: z.unknown() })) })),
});

/**
 * The relations that the output ports of a document name, however much else is wrong with it; null if one of the ports does
 * not say, so that nobody can know what is offered.
 */
export function listClaimedRelations(content: unknown): string[] | null {
  const claims = claimsSchema.safeParse(content);
  if (!claims.success) return null;
  const relations = claims.data.outputPorts.map(({ customProperties }) => {
    const relation = parseRelationName(String(customProperties.find(({ property }) => property === 'relation')?.value));
    return relation.ok ? relationKey(relation.value) : null;
  });
  return relations.every((relation) => relation !== null) ? relations : null;
}
