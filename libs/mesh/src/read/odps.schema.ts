import { z } from 'zod';
import { inWords } from './read-shape.js';

/**
 * Bitol's Open Data Product Standard, v1.0.0, with all its fields: those that Weft does not use are kept as they are.
 * Only the standard's own rules are here; what Weft asks beyond them is in `data-product.ts`.
 */
const text = z.string();
const tags = z.array(text, inWords('a list of texts'));
const listOf = <T extends z.ZodType>(item: T) => z.array(item, inWords('a list'));

const customProperty = z
  .strictObject({ property: text, value: z.unknown().optional(), description: text.optional() })
  .refine((property) => Object.hasOwn(property, 'value'), { path: ['value'], error: inWords('a value of any kind') });
const authoritativeDefinition = z.strictObject({ type: text, url: text, description: text.optional() });

const annotations = {
  tags: tags.optional(),
  customProperties: listOf(customProperty).optional(),
  authoritativeDefinitions: listOf(authoritativeDefinition).optional(),
};

const inputPort = z.strictObject({ name: text, version: text, contractId: text, ...annotations });

const outputPort = z.strictObject({
  name: text,
  description: text.optional(),
  type: text.optional(),
  version: text,
  contractId: text.optional(),
  sbom: listOf(z.strictObject({ type: text.optional(), url: text })).optional(),
  inputContracts: listOf(z.strictObject({ id: text, version: text })).optional(),
  ...annotations,
});

const managementPort = z.strictObject({
  name: text,
  content: text,
  type: text.optional(),
  url: text.optional(),
  channel: text.optional(),
  description: text.optional(),
  ...annotations,
});

const support = z.strictObject({
  channel: text,
  url: text,
  description: text.optional(),
  tool: text.optional(),
  scope: text.optional(),
  invitationUrl: text.optional(),
  ...annotations,
});

const teamMember = z.strictObject({
  username: text.optional(),
  name: text.optional(),
  description: text.optional(),
  role: text.optional(),
  dateIn: text.optional(),
  dateOut: text.optional(),
  replacedByUsername: text.optional(),
  ...annotations,
});

const team = z.strictObject({
  name: text.optional(),
  description: text.optional(),
  members: listOf(teamMember).optional(),
  ...annotations,
});

const document = z.strictObject({
  apiVersion: z.literal('v1.0.0', inWords('v1.0.0, the version of the Open Data Product Standard')),
  kind: z.literal('DataProduct', inWords('DataProduct')),
  id: text,
  name: text.optional(),
  version: text.optional(),
  status: text,
  domain: text.optional(),
  tenant: text.optional(),
  description: z
    .strictObject({
      purpose: text.optional(),
      limitations: text.optional(),
      usage: text.optional(),
      authoritativeDefinitions: listOf(authoritativeDefinition).optional(),
      customProperties: listOf(customProperty).optional(),
    })
    .optional(),
  inputPorts: listOf(inputPort).optional(),
  outputPorts: listOf(outputPort).optional(),
  managementPorts: listOf(managementPort).optional(),
  support: listOf(support).optional(),
  team: team.optional(),
  productCreatedTs: text.optional(),
  ...annotations,
});

const documentWithMemberList = document.extend({ team: listOf(teamMember) });

/** A data product as the standard describes it; its team is one with members, or a list of these, as in earlier versions. */
export type OdpsDocument = z.infer<typeof document> | z.infer<typeof documentWithMemberList>;

/** The schema that content is to be read by: the one of its form of `team`, so that mistakes are told in its terms. */
export function odpsSchemaFor(content: unknown): z.ZodType<OdpsDocument> {
  const hasList = typeof content === 'object' && content !== null && 'team' in content && Array.isArray(content.team);
  return hasList ? documentWithMemberList : document;
}

export type OdpsInputPort = z.infer<typeof inputPort>;
export type OdpsOutputPort = z.infer<typeof outputPort>;
